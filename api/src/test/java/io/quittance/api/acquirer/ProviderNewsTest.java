package io.quittance.api.acquirer;

import static io.quittance.api.acquirer.Given.settled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.partner.FieldRules;
import io.quittance.api.partner.Message;
import io.quittance.api.partner.UniqueId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated provider tells by webhook: no field that the Partner API does not give a webhook. */
final class ProviderNewsTest {

    private static final String DEBIT = """
            {"uniqueId":"UNIQUE","configuration":{},"amount":"12.50","currency":"EUR",
             "paymentBrand":"CARD","paymentType":"DB","merchantName":"Shop","merchantTransactionId":"pi_a-1",
             "notificationUrl":"http://127.0.0.1:1/webhooks","shopperResultUrl":"http://127.0.0.1:1/",
             "timestamp":"2026-11-21T10:15:30Z",
             "card":{"number":"NUMBER","expiryMonth":"12","expiryYear":"2030"}}""";

    private final List<ObjectNode> told = new CopyOnWriteArrayList<>();
    private SimulatedAcquirer acquirer;
    private ProviderDesk desk;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        acquirer = SimulatedAcquirer.open(directory.resolve("ledger.jsonl"), FaultPlan.NONE, Given.CLOCK);
        acquirer.listensAt(URI.create("http://127.0.0.1:1"));
        desk = new ProviderDesk(acquirer, true, Given.CLOCK, (to, bodies) -> told.addAll(bodies));
    }

    @AfterEach
    void close() throws IOException {
        acquirer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5200000000000056", "4456530000001013", "4456530000001096"})
    void hasOnlyWhatAWebhookMayHave(String card) {
        settled(desk.debit(debit(card)));

        assertThat(told).isNotEmpty().allSatisfy(body -> assertThat(FieldRules.faults(Message.WEBHOOK, body))
                .isEmpty());
    }

    @Test
    void tellsWhatThePayerMadeOfIt() {
        settled(desk.debit(debit("4456530000001096")));
        told.clear();

        settled(acquirer.answer("pi_a-1", true));

        assertThat(told)
                .singleElement()
                .satisfies(body -> assertThat(body.at("/result/code").asText()).isEqualTo("000.100.110"))
                .satisfies(body ->
                        assertThat(FieldRules.faults(Message.WEBHOOK, body)).isEmpty());
    }

    private static byte[] debit(String card) {
        return DEBIT.replace("UNIQUE", UniqueId.of("pi_a-1"))
                .replace("NUMBER", card)
                .getBytes(UTF_8);
    }
}
