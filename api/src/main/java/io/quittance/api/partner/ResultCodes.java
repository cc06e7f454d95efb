package io.quittance.api.partner;

import static io.quittance.api.partner.ResultCodes.Conclusion.APPROVED;
import static io.quittance.api.partner.ResultCodes.Conclusion.DECLINED;
import static io.quittance.api.partner.ResultCodes.Conclusion.NOT_PROCESSED;
import static io.quittance.api.partner.ResultCodes.Conclusion.SESSION_OPEN;
import static io.quittance.api.partner.ResultCodes.Conclusion.UNKNOWN;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the result codes of the Partner API prove: one table, the first row that matches wins. A code that no row knows
 * proves nothing. Pure. (Source: chapter 2.5; PP-15 for the uncertain ones.)
 */
public final class ResultCodes {

    /** A webhook or a request was taken. */
    public static final String TAKEN = "000.000.100";
    /** A parameter is missing or wrong. */
    public static final String INVALID = "200.300.404";
    /** Who asks is not known, as chapter 2.4 writes it. */
    public static final String UNAUTHORIZED = "800.100.152";
    /** There is no such transaction, or no such operation. */
    public static final String NOT_FOUND = "700.400.580";

    /** Something broke on our side. */
    public static final String SYSTEM = "999.999.999";

    /** Three groups of three digits. */
    static final Pattern FORM = Pattern.compile("[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}");

    /** What may be concluded. */
    public enum Conclusion {
        APPROVED,
        DECLINED,
        /** Proven: no effect, and the order itself was at fault, or never looked at. */
        NOT_PROCESSED,
        /** Nothing is decided. Where the answer says where the payer has to go, that is what is waited for. */
        SESSION_OPEN,
        UNKNOWN
    }

    /** A row: codes that begin so, what they are called, and what they prove. */
    private record Row(Pattern beginning, String name, Conclusion conclusion) {}

    private static final List<Row> TABLE = List.of(
            // Exceptions to what follows.
            row("800\\.700\\.100", "pending: the same session is still being processed", UNKNOWN),
            row("000\\.400\\.03", "communication", UNKNOWN),
            row("100\\.396\\.104", "uncertain, probably cancelled", UNKNOWN),
            row("800\\.400\\.5|100\\.400\\.500", "pending, long", UNKNOWN),
            row("000\\.200", "pending, session open", SESSION_OPEN),
            // Success.
            row("000\\.000|000\\.100\\.1|000\\.3|000\\.6|000\\.400\\.1[12]0", "success", APPROVED),
            row("000\\.400\\.0|000\\.400\\.100", "success, review", APPROVED),
            row("000\\.100\\.2", "chargeback after success", APPROVED),
            // Somebody said no.
            row("000\\.400\\.1[0-9][1-9]|000\\.400\\.2", "3-D Secure or intercard risk reject", DECLINED),
            row("800\\.100|800\\.700|800\\.800\\.[123]", "bank or external reject", DECLINED),
            row("100\\.39[567]", "asynchronous workflow", DECLINED),
            row("100\\.400|100\\.38|100\\.370\\.1", "risk", DECLINED),
            row(
                    "800\\.400\\.[12]|100\\.390|100\\.100\\.701|800\\.[32]|800\\.1[1-6]0",
                    "address or blacklist",
                    DECLINED),
            // Nobody knows.
            row("900\\.[1234]00", "communication", UNKNOWN),
            row("800\\.[56]|999\\.|600\\.1|800\\.800\\.8", "system", UNKNOWN),
            // The order itself could not be worked on.
            row("600\\.[23]|500\\.[12]|800\\.121", "configuration", NOT_PROCESSED),
            row("700\\.400\\.580", "no such transaction", NOT_PROCESSED),
            row("700\\.[1-5]00", "reference", DECLINED),
            row("200\\.[123]|100\\.(150|350)|100\\.(50|57|30|37)|800\\.900", "format", NOT_PROCESSED),
            row("100\\.800|100\\.700|100\\.900|100\\.55", "address, contact or amount", NOT_PROCESSED),
            row("100\\.100|100\\.2[01]", "account", DECLINED));

    private static final Map<String, String> DECLINE_CODES = Map.ofEntries(
            entry("800.100.151", "incorrect_number"),
            entry("800.100.152", "do_not_honor"),
            entry("800.100.153", "incorrect_cvc"),
            entry("800.100.155", "insufficient_funds"),
            entry("800.100.157", "expired_card"),
            entry("800.100.170", "payment_method_not_supported"),
            entry("100.380.401", "authentication_failed"),
            entry("100.395.501", "authentication_abandoned"),
            entry("100.396.101", "canceled_by_payer"),
            entry("700.400.200", "amount_too_large"),
            entry("700.300.100", "reversed"),
            entry("700.400.300", "already_settled"));

    private ResultCodes() {}

    /** What a code proves; {@link Conclusion#UNKNOWN} when it is not known. */
    public static Conclusion conclusion(String code) {
        return find(code).map(Row::conclusion).orElse(UNKNOWN);
    }

    /** What a code is called; empty when it is not known. */
    public static Optional<String> name(String code) {
        return find(code).map(Row::name);
    }

    /** Our stable word for a refusal; empty where there is none. */
    public static Optional<String> declineCode(String code) {
        return Optional.ofNullable(DECLINE_CODES.get(code));
    }

    /** The code that a provider gives for our stable word, where there is one. */
    public static Optional<String> codeOf(String declineCode) {
        return DECLINE_CODES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(declineCode))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<Row> find(String code) {
        return FORM.matcher(code).matches()
                ? TABLE.stream()
                        .filter(row -> row.beginning().matcher(code).lookingAt())
                        .findFirst()
                : Optional.empty();
    }

    private static Row row(String beginning, String name, Conclusion conclusion) {
        return new Row(Pattern.compile(beginning), name, conclusion);
    }
}
