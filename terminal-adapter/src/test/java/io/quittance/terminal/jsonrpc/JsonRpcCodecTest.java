package io.quittance.terminal.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quittance.terminal.jsonrpc.JsonRpcId.Rule;
import io.quittance.terminal.jsonrpc.JsonRpcMessage.Notification;
import io.quittance.terminal.jsonrpc.JsonRpcMessage.Request;
import io.quittance.terminal.jsonrpc.JsonRpcMessage.Result;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: SQ-1 at the level of frames. Method: a table of good frames, a table of bad ones, and each way back. */
final class JsonRpcCodecTest {

    private static final JsonRpcCodec TERMINALS = JsonRpcCodec.ofTerminals();
    private static final JsonRpcCodec STANDARD = new JsonRpcCodec(Rule.TEXT_OR_WHOLE);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @MethodSource("io.quittance.terminal.jsonrpc.Frames#good")
    void readsAGoodFrameAndWritesItBackAsItWas(String frame) throws MalformedFrame {
        JsonRpcMessage message = TERMINALS.read(bytes(frame));
        assertThat(new String(TERMINALS.write(message), UTF_8)).isEqualTo(frame);
        assertThat(TERMINALS.read(TERMINALS.write(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Request      | {"jsonrpc":"2.0","id":"","method":"m"}
                    Request      | {"params":[],"method":"m","id":"1","jsonrpc":"2.0"}
                    Notification | {"jsonrpc":"2.0","method":"m","params":{"id":1,"result":2}}
                    Result       | {"jsonrpc":"2.0","id":"1","result":null}
                    Error        | {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":""}}
                    """)
    void tellsTheKindsApart(String kind, String frame) throws MalformedFrame {
        assertThat(TERMINALS.read(bytes(frame)).getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("io.quittance.terminal.jsonrpc.Frames#bad")
    void refusesABadFrameWithTheRightAnswer(Frames.Bad bad) {
        JsonRpcMessage.Error answer = refusal(TERMINALS, bytes(bad.frame())).answer();
        assertThat(new String(TERMINALS.write(answer), UTF_8))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + bad.id() + ",\"error\":{\"code\":" + bad.code() + ",");
    }

    @Test
    void takesAWholeNumberAsIdWhereThePeerDoesSo() throws MalformedFrame {
        byte[] frame = bytes("{\"jsonrpc\":\"2.0\",\"id\":-7,\"method\":\"getStatus\"}");
        Request request = new Request(new JsonRpcId.Whole(-7), "getStatus", null);
        assertThat(STANDARD.read(frame)).isEqualTo(request);
        assertThat(STANDARD.write(request)).isEqualTo(frame);
        assertThatIllegalArgumentException().isThrownBy(() -> TERMINALS.write(request));
    }

    @ParameterizedTest
    @CsvSource({"1.0", "1e2", "9223372036854775808", "true", "[]", "null"})
    void takesNoOtherIdAnywhere(String id) {
        byte[] frame = bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}");
        assertThat(refusal(STANDARD, frame).answer().id()).isNull();
    }

    @Test
    void keepsHebrewAndCharactersBeyondTheFirstPlane() throws MalformedFrame {
        String words = "סירוב, העסקה לא אושרה ✓ 💳";
        Result result = new Result(new JsonRpcId.Text("מס׳ 1"), JSON.textNode(words));
        byte[] frame = TERMINALS.write(result);
        assertThat(new String(frame, UTF_8)).contains(words);
        assertThat(TERMINALS.read(frame)).isEqualTo(result);
    }

    @Test
    void keepsEveryDigitOfADecimalSoThatItCanBeRefused() throws MalformedFrame {
        String frame = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"m\",\"params\":{\"amount\":12.50}}";
        Request request = (Request) TERMINALS.read(bytes(frame));
        JsonNode params = request.params();
        assertThat(params).isNotNull();
        assertThat(params.path("amount").isIntegralNumber()).isFalse();
        assertThat(new String(TERMINALS.write(request), UTF_8)).isEqualTo(frame);
    }

    /** Goal: no decimal becomes a whole number on its way (SQ-3). Found by Jazzer: 0E0 was written as 0. */
    @ParameterizedTest
    @ValueSource(strings = {"110E0", "0E0", "-0.0", "11E1", "1.1E1", "0E+3", "110.0", "1E-5", "1e400"})
    void aDecimalStaysADecimal(String number) throws MalformedFrame {
        JsonRpcMessage message = TERMINALS.read(params("[" + number + "]"));
        assertThat(((Notification) message).params().path(0).isIntegralNumber()).isFalse();
        assertThat(TERMINALS.read(TERMINALS.write(message))).isEqualTo(message);
    }

    /** Goal: what was read can be written. Method: the longest number whose own form is longer. */
    @Test
    void aNumberIsBoundAsItIsWritten() throws MalformedFrame {
        String digits = "9".repeat(StrictJson.NUMBER_CHARS_MAX - 5);
        JsonRpcMessage message = TERMINALS.read(params("[" + digits + "e1]"));
        assertThat(TERMINALS.read(TERMINALS.write(message))).isEqualTo(message);
        refusesAsInvalid(params("[" + digits + "99e1]"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] frame = bytes("{\"jsonrpc\":\"2.0\",\"method\":\"????\"}");
        int at = new String(frame, UTF_8).indexOf('?');
        for (String wrong : new String[] {"80", "C0AF", "EDA080", "F4908080", "FF"}) {
            byte[] raw = frame.clone();
            System.arraycopy(HexFormat.of().parseHex(wrong), 0, raw, at, wrong.length() / 2);
            assertThat(refusal(TERMINALS, raw)).hasMessageContaining("UTF-8");
        }
    }

    @Test
    void refusesOtherEncodingsAndAByteOrderMark() {
        String frame = "{\"jsonrpc\":\"2.0\",\"method\":\"m\"}";
        assertThat(refusal(TERMINALS, frame.getBytes(UTF_16BE)).answer().code()).isEqualTo(-32_700);
        assertThat(refusal(TERMINALS, bytes("\uFEFF" + frame)).answer().code()).isEqualTo(-32_700);
        assertThat(refusal(TERMINALS, new byte[0]).answer().code()).isEqualTo(-32_700);
    }

    @Test
    void holdsEveryBound() throws MalformedFrame {
        int inner = StrictJson.DEPTH_MAX - 1;
        assertThat(TERMINALS.read(params("[".repeat(inner) + "]".repeat(inner))))
                .isInstanceOf(Notification.class);
        refusesAsInvalid(params("[".repeat(inner + 1) + "]".repeat(inner + 1)));
        assertThat(TERMINALS.read(params("[\"" + "x".repeat(StrictJson.TEXT_CHARS_MAX) + "\"]")))
                .isInstanceOf(Notification.class);
        refusesAsInvalid(params("[\"" + "x".repeat(StrictJson.TEXT_CHARS_MAX + 1) + "\"]"));
        refusesAsInvalid(params("{\"" + "x".repeat(StrictJson.NAME_CHARS_MAX + 1) + "\":1}"));
        refusesAsInvalid(params("[" + "9".repeat(StrictJson.NUMBER_CHARS_MAX + 1) + "]"));
        refusesAsInvalid(new byte[StrictJson.FRAME_BYTES_MAX + 1]);
    }

    @Test
    void anIdIsShortSoThatEveryRefusalCanBeAnswered() throws MalformedFrame {
        String longest = "ש".repeat(JsonRpcId.TEXT_CHARS_MAX);
        String frame = "{\"jsonrpc\":\"2.0\",\"id\":\"?\",\"method\":\"m\"}";
        assertThat(TERMINALS.read(bytes(frame.replace("?", longest)))).isInstanceOf(Request.class);
        assertThat(refusal(TERMINALS, bytes(frame.replace("?", longest + "x")))
                        .answer()
                        .id())
                .isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonRpcId.Text(longest + "x"));
    }

    @Test
    void writesNothingThatThePeerCouldNotRead() {
        JsonNode deep = JSON.arrayNode();
        for (int i = 0; i < 5_000; i++) {
            deep = JSON.arrayNode().add(deep);
        }
        JsonNode huge = JSON.textNode("x".repeat(StrictJson.FRAME_BYTES_MAX));
        JsonNode half = JSON.textNode("\uD83D");
        for (JsonNode value : List.of(deep, huge, half, JSON.numberNode(Double.NaN))) {
            Result result = new Result(new JsonRpcId.Text("1"), value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TERMINALS.write(result))
                    .withMessageContaining("Result[Text[value=1]]");
        }
    }

    @Test
    void anIllegalMessageCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Notification("", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Notification("m", JSON.nullNode()));
    }

    @Test
    void noTextOfAMessageOrOfARefusalQuotesWhatWasSent() throws MalformedFrame {
        String secret = "5200000000000056";
        String good = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"readCard\",\"params\":[\"" + secret + "\"]}";
        assertThat(TERMINALS.read(bytes(good)).toString()).doesNotContain(secret);
        for (String bad : new String[] {good + secret, good.replace("params", secret), good.replace("\"]", "]")}) {
            assertThat(refusal(TERMINALS, bytes(bad)))
                    .hasMessageNotContaining(secret)
                    .hasNoCause();
        }
    }

    private static void refusesAsInvalid(byte[] frame) {
        assertThat(refusal(TERMINALS, frame).answer().code()).isEqualTo(-32_600);
    }

    private static byte[] params(String json) {
        return bytes("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":" + json + "}");
    }

    private static MalformedFrame refusal(JsonRpcCodec codec, byte[] frame) {
        return catchThrowableOfType(MalformedFrame.class, () -> codec.read(frame));
    }

    private static byte[] bytes(String frame) {
        return frame.getBytes(UTF_8);
    }
}
