package io.quittance.terminal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.engine.money.Money;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.util.List;

/** The samples of the seed: a sale, and what a terminal answers to it. */
public final class Samples {

    /** What all the samples are about. */
    public static final Sale SALE = new Sale("0d4c1252-2b15-4efe-86d0-028ea2516fc4", Money.of(110, "ILS"), true);

    /** The seed's host decline. */
    public static final String TRANSACTION = """
            {"transactionStatus":"DECLINED","hostErrorCode":4,"hostErrorMessage":"סירוב בחברת האשראי",
             "transactionTime":"2025-04-07T11:55:26.959+03:00","referenceId":"0d4c1252-2b15-4efe-86d0-028ea2516fc4",
             "terminalId":"0881818","appVersion":"1.4.0","transactionType":"SALE","amount":110,"totalAmount":110,
             "tipAmount":0,"currency":376,"transactionId":"25040711552608818183141",
             "systemTraceNumber":"03001004","cardName":"מסטרקארד רגיל","maskedPan":"510046XXXXXX7315",
             "panSuffix":"7315","terminalNo":1,"creditTerms":"REGULAR","panEntryMode":"CONTACTLESS"}""";

    public static final String DECLINED = answer("HOST_ERROR", TRANSACTION);
    public static final String APPROVED = answer("OK", TRANSACTION.replace("DECLINED", "CAPTURED"));

    /** The seed's own example: the payer canceled, the host was never reached. */
    public static final String CANCELED = answer(
            "CANCELED", TRANSACTION.replace("25040711552608818183141", "").replace("\"hostErrorCode\":4,", ""));

    private Samples() {}

    /** One of each kind, to begin a search with. */
    public static List<byte[]> bytes() {
        return List.of(DECLINED, APPROVED, CANCELED, looked(APPROVED), error(302, "x"), error(303, "x"), error(1, "x"))
                .stream()
                .map(frame -> frame.getBytes(UTF_8))
                .toList();
    }

    /** The same as the answer to {@code getTransaction}. */
    public static String looked(String answer) {
        return answer.replace("\"result\":\"", "\"transactionResult\":\"");
    }

    public static String answer(String result, String transaction) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"1234\",\"result\":{\"result\":\"" + result
                + "\",\"commandStatus\":\"COMPLETED\",\"transaction\":" + transaction + "}}";
    }

    public static String error(int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"1234\",\"error\":{\"code\":" + code + ",\"message\":\"" + message
                + "\"}}";
    }

    static JsonRpcMessage message(String frame) {
        try {
            return JsonRpcCodec.ofTerminals().read(frame.getBytes(UTF_8));
        } catch (MalformedFrame e) {
            throw new AssertionError(frame, e);
        }
    }
}
