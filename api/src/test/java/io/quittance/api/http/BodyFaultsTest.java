package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.persistence.Journals;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what they should be: every fault is named at its place, and nothing is done. */
final class BodyFaultsTest {
    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    private long recorded;
    private long charged;

    @BeforeEach
    void count() {
        recorded = server.recorded();
        charged = server.ledger().entries();
    }

    @AfterEach
    void nothingWasDone() {
        assertThat(server.recorded()).as("events recorded").isEqualTo(recorded);
        assertThat(server.ledger().entries()).as("orders at the acquirer").isEqualTo(charged);
    }

    @Test
    void eightFaultsAreToldAtOnceInBothViews() {
        Answer answer = pay("""
                {"amount":0,"currency":"XQQ","capture_method":"later","description":"%s","colour":"red",
                 "payment_method":{"type":"card","card":{"exp_month":"12","exp_year":2030,"cvc":"34"}}}
                """.formatted("long ".repeat(201)));

        assertThat(faults(answer))
                .containsExactlyInAnyOrder(
                        "/amount out_of_range",
                        "/currency invalid",
                        "/capture_method invalid",
                        "/description too_long",
                        "/colour unknown_field",
                        "/payment_method/card/number required",
                        "/payment_method/card/exp_month wrong_type",
                        "/payment_method/card/cvc invalid");
        assertThat(answer.json().at("/result/parameterErrors").findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "amount",
                        "currency",
                        "capture_method",
                        "description",
                        "colour",
                        "payment_method.card.number",
                        "payment_method.card.exp_month",
                        "payment_method.card.cvc");
        assertThat(answer.json().path("detail").asText()).contains("8 faults");
    }

    /** Goal: a refused body leaves no trace. Method: every row of the journal is compared, by another reader. */
    @Test
    void eightFaultsLeaveTheJournalAsItWas() throws SQLException {
        server.post("/v1/payments", "before", PaymentJson.of("before", 1250));
        recorded = server.recorded();
        charged = server.ledger().entries();
        List<String> before = journal();

        Answer refused = pay("""
                {"amount":-1,"currency":"EURO","reference_id":"a b","customer_id":"","statement_descriptor":"\u00e9",
                 "wait_seconds":151,"colour":"red",
                 "payment_method":{"type":"card","card":{"number":"5200000000000057","exp_month":12,"exp_year":2030}}}
                """);

        assertThat(faults(refused))
                .containsExactlyInAnyOrder(
                        "/amount out_of_range",
                        "/currency invalid",
                        "/reference_id invalid",
                        "/customer_id invalid",
                        "/statement_descriptor invalid",
                        "/wait_seconds out_of_range",
                        "/colour unknown_field",
                        "/payment_method/card/number invalid");
        assertThat(refused.json().at("/result/parameterErrors")).hasSize(8);
        assertThat(before).hasSizeGreaterThanOrEqualTo(3);
        assertThat(journal()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XQQ", "EURO", "eur", "E", "", "000", "97", "0978", "\u20ac", " EUR"})
    void whatIsNoCurrencyIsNamed(String currency) {
        assertThat(faults(pay(PaymentJson.of("cart", 1250).replace("\"EUR\"", "\"" + currency + "\""))))
                .containsExactly("/currency invalid");
    }

    @Test
    @DisplayName("T9 a missing parameter has the value null, a sent one its own")
    void aMissingParameterHasTheValueNullAndASentOneItsOwn() {
        JsonNode told = pay("{\"amount\":0,\"payment_method\":" + PaymentJson.METHOD + "}")
                .json();

        assertThat(told.at("/result/code").asText()).isEqualTo("200.300.404");
        assertThat(parameter(told, "currency").path("value")).hasToString("\"null\"");
        assertThat(parameter(told, "amount").path("value")).hasToString("\"0\"");
        assertThat(told.at("/result/parameterErrors"))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault.path("message").asText()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "1E3",
                "12.5",
                "1250.0",
                "1e400",
                "-1e400",
                "99999999999999999999",
                "\"1250\"",
                "true",
                "[]",
                "[1250]",
                "{}"
            })
    void anAmountThatIsNoWholeNumberIsOfTheWrongType(String amount) {
        assertThat(faults(pay(PaymentJson.of("cart", amount, PaymentJson.METHOD))))
                .containsExactly("/amount wrong_type");
    }

    @ParameterizedTest
    @CsvSource({
        "0, out_of_range",
        "-0, out_of_range",
        "-1, out_of_range",
        "1000000000000, out_of_range",
        "9223372036854775807, out_of_range",
        "null, required"
    })
    void anAmountBeyondItsBoundsIsNamed(String amount, String code) {
        assertThat(faults(pay(PaymentJson.of("cart", amount, PaymentJson.METHOD))))
                .containsExactly("/amount " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1250,\"amount\":1250}",
                "{\"payment_method\":{\"card\":{\"cvc\":\"1\",\"cvc\":\"1\"}}}",
                "{\"metadata\":{\"a\":\"1\",\"\\u0061\":\"2\"}}",
                "{\"amount\":1250} {}",
                "{\"amount\":1250} x",
                "{\"amount\":01250}",
                "{\"amount\":+1}",
                "{\"amount\":NaN}",
                "{'amount':1250}",
                "{\"amount\":1250,}",
                "{\"amount\":1250",
                "{/* a */\"amount\":1250}",
                "{\"amount\":1250}\u0000"
            })
    void whatIsNotStrictJsonIsOneFaultOfTheWholeBody(String body) {
        assertThat(faults(pay(body))).containsExactly(" invalid_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "[]", "\"text\"", "1250", "null", "true"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertThat(faults(pay(body))).containsExactly(" wrong_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "payment_intents", "{id}/attempts", "{id}/resolution"})
    void whereABodyIsNeededItsAbsenceIsTheOneFault(String path) {
        assertThat(faults(pay(""))).containsExactly(" required");
        assertThat(faults(withoutABody(path))).containsExactly(" required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture", "void", "refunds", "cancel", "reverse"})
    void anOperationNeedsNoBody(String verb) {
        Answer told = withoutABody("{id}/" + verb);

        assertThat(told.status()).isEqualTo(verb.equals("cancel") ? 200 : 409);
        recorded = server.recorded();
    }

    private Answer withoutABody(String path) {
        String intent = server.send(server.json("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}"))
                .json()
                .path("id")
                .asText();
        recorded = server.recorded();
        return server.send(server.authorized("/v1/" + path.replace("{id}", "payment_intents/" + intent))
                .header("Idempotency-Key", "bodiless")
                .POST(BodyPublishers.noBody()));
    }

    @Test
    void aBodyIsNestedAtMost32Deep() {
        assertThat(faults(pay(nested(32)))).contains("/deep unknown_field");
        assertThat(faults(pay(nested(33)))).containsExactly(" too_deep_or_too_long");
        assertThat(faults(pay(nested(5_000)))).containsExactly(" too_deep_or_too_long");
    }

    @Test
    void numbersTextsAndNamesHaveALength() {
        assertThat(faults(pay(PaymentJson.of("cart", "1".repeat(41), PaymentJson.METHOD))))
                .containsExactly(" too_deep_or_too_long");
        assertThat(faults(pay("{\"description\":\"" + "d".repeat(4_097) + "\"}")))
                .containsExactly(" too_deep_or_too_long");
        assertThat(faults(pay("{\"" + "n".repeat(257) + "\":1}"))).containsExactly(" too_deep_or_too_long");
    }

    @Test
    void aBodyIsUtf8() {
        byte[] latin = PaymentJson.with("cart", "\"description\":\"Zo\u00eb\"").getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
        byte[] surrogate = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};

        assertThat(Stream.of(latin, overlong, surrogate).map(body -> faults(pay(body))))
                .containsOnly(List.of(" invalid_utf8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void anotherUnicodeEncodingIsRefused(String charset) {
        byte[] body = PaymentJson.of("cart", 1250).getBytes(Charset.forName(charset));

        assertThat(faults(pay(body))).hasSize(1).allMatch(fault -> fault.startsWith(" invalid_"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfJson() {
        assertThat(faults(pay("\ufeff" + PaymentJson.of("cart", 1250)))).containsExactly(" invalid_json");
    }

    @Test
    @DisplayName("T10 unknown fields are faults at every level")
    void unknownFieldsAreFaultsAtEveryLevel() {
        String card = PaymentJson.CARD.replace("}", ",\"holder\":\"A\"}");
        String method = "{\"type\":\"card\",\"card\":" + card + ",\"bank\":1}";
        String attempts = "/v1/payment_intents/pi_" + "a".repeat(32) + "/attempts";

        assertThat(faults(pay("{\"amount\":1,\"currency\":\"EUR\",\"Amount\":1,\"payment_method\":" + method + "}")))
                .containsExactlyInAnyOrder(
                        "/Amount unknown_field",
                        "/payment_method/bank unknown_field",
                        "/payment_method/card/holder unknown_field");
        assertThat(faults(server.post(
                        "/v1/payment_intents", "key", "{\"amount\":1,\"currency\":\"EUR\",\"wait_seconds\":1}")))
                .containsExactly("/wait_seconds unknown_field");
        assertThat(faults(server.post(
                        attempts, "key", "{\"payment_method\":" + PaymentJson.METHOD + ",\"sequence_number\":\"1\"}")))
                .containsExactly("/sequence_number unknown_field");
    }

    @Test
    void namesInPointersAreEscaped() {
        assertThat(faults(pay(PaymentJson.with("cart", "\"a/b~c\":1,\"metadata\":{\"x/y\":1}"))))
                .containsExactlyInAnyOrder("/a~1b~0c unknown_field", "/metadata/x~1y wrong_type");
    }

    @Test
    void metadataHasBounds() {
        StringBuilder pairs = new StringBuilder("\"p0\":\"0\"");
        for (int i = 1; i <= 50; i++) {
            pairs.append(",\"p").append(i).append("\":\"").append(i).append('"');
        }

        assertThat(faults(pay(PaymentJson.with("cart", "\"metadata\":{" + pairs + "}"))))
                .containsExactly("/metadata too_many");
        assertThat(faults(pay(PaymentJson.with("cart", "\"metadata\":{\"a\":\"" + "v".repeat(501) + "\"}"))))
                .containsExactly("/metadata/a too_long");
        assertThat(faults(pay(PaymentJson.with("cart", "\"metadata\":[]")))).containsExactly("/metadata wrong_type");
    }

    /** Every row of every table of the journal. */
    private static List<String> journal() throws SQLException {
        List<String> rows = new ArrayList<>();
        String file = "jdbc:sqlite:" + server.directory().resolve(Journals.JOURNAL_FILE);
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet all = statement.executeQuery("SELECT * FROM " + table)) {
                    while (all.next()) {
                        StringBuilder row = new StringBuilder(table);
                        for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
                            row.append('|').append(all.getString(i));
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet all = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            while (all.next()) {
                names.add(all.getString(1));
            }
        }
        return names;
    }

    private static Answer pay(String body) {
        return pay(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer pay(byte[] body) {
        return server.send(server.authorized("/v1/payments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** The faults as {@code <pointer> <code>}; the answer is the refusal of them all. */
    private static List<String> faults(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation");
        List<String> faults = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(fault -> faults.add(fault.path("pointer").asText() + " "
                        + fault.path("code").asText()));
        assertThat(answer.json().at("/result/parameterErrors")).hasSameSizeAs(faults);
        return faults;
    }

    private static JsonNode parameter(JsonNode told, String name) {
        for (JsonNode fault : told.at("/result/parameterErrors")) {
            if (fault.path("name").asText().equals(name)) {
                return fault;
            }
        }
        throw new AssertionError(name + " is not among " + told);
    }

    /** An object that many levels deep. */
    private static String nested(int levels) {
        return "{\"deep\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }
}
