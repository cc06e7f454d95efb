package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.intent.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of refusals: closed, with the numbers of {@code api.md}, and a page for each. */
final class ProblemPagesTest {

    /** Copied by hand from the contract, section Errors. */
    private static final String CONTRACT = """
            400 validation idempotency_key_required idempotency_key_ambiguous
            401 unauthorized
            403 forbidden
            404 not_found not_supported
            409 attempt_in_progress attempt_in_doubt already_authorized already_succeeded intent_closed
            409 idempotency_key_in_use reference_already_used
            409 amount_exceeds_capturable amount_exceeds_refundable amount_exceeds_voidable capture_window_closed
            409 token_consumed token_revoked token_expired not_waiting_for_resume
            412 precondition_failed
            413 payload_too_large
            415 unsupported_media_type
            422 idempotency_key_reused card_expired
            429 rate_limited
            500 internal
            503 overloaded
            """;

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeIsInTheContractWithItsStatus(ProblemCode code) {
        assertThat(contract()).containsEntry(code.text(), code.status());
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeHasAPage(ProblemCode code) {
        Answer page = server.send(server.bare("/problems/" + code.text()).GET());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/plain");
        assertThat(page.body().lines().map(String::strip))
                .contains(
                        code.title(),
                        "code:        " + code.text(),
                        "HTTP status: " + code.status(),
                        "retry:       " + code.retry().text(),
                        "result code: " + code.resultCode(),
                        code.explanation());
    }

    @ParameterizedTest
    @EnumSource(Refusal.Code.class)
    void everyRefusalOfTheEngineHasACode(Refusal.Code code) {
        assertThat(Stream.of(ProblemCode.values()).map(Enum::name)).contains(code.name());
    }

    @Test
    void thePageIsWhereTheRefusalPointsTo() {
        String type =
                server.post("/v1/payments", "key", "{}").json().path("type").asText();

        Answer page = server.send(
                server.bare(type.substring(server.baseUrl().toString().length()))
                        .GET());

        assertThat(type).startsWith(server.baseUrl().toString());
        assertThat(page.body()).contains("validation");
    }

    private static Map<String, Integer> contract() {
        Map<String, Integer> codes = new TreeMap<>();
        CONTRACT.lines().forEach(line -> {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                codes.put(words[i], Integer.valueOf(words[0]));
            }
        });
        return codes;
    }
}
