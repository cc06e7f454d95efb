package io.quittance.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.webhook.EndpointRequest.Policy;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointCheckTest {
    private static final String URL = "https://shop.example/webhooks";
    private static final String CARD = "4111111111111111";

    private final EndpointCheck check = new EndpointCheck(
            url -> "10.0.0.7".equals(url.getHost()) ? Optional.of("this address is private") : Optional.empty());

    @Test
    void anAddressIsEnough() {
        assertThat(check.registration(EndpointStories.to(URL))).hasValueSatisfying(terms -> {
            assertThat(terms.url()).isEqualTo(URI.create(URL));
            assertThat(terms.description()).isNull();
            assertThat(terms.events()).containsExactly("*");
            assertThat(terms.policy()).isEqualTo(RetryPolicy.SEVEN_DAYS);
            assertThat(terms.payload()).isEqualTo(WebhookEndpoint.Payload.FULL);
            assertThat(terms.success()).isEqualTo(WebhookEndpoint.Success.ANY_2XX);
            assertThat(terms.signatures()).isEqualTo(Set.of("v1"));
            assertThat(terms.isEnabled()).isTrue();
            assertThat(terms.mustVerify()).isFalse();
        });
    }

    @Test
    void readsEverythingThatCanBeSaid() {
        EndpointRequest request = new EndpointRequest(
                URL + "?k=1",
                "Lager \u00dc",
                List.of("payment_intent.*", "terminal.tip_selection", "webhook_endpoint.disabled", "virtual_card.*"),
                new Policy(null, List.of(1L, 604_800L)),
                "thin",
                "200",
                List.of("v1a", "v1"),
                false,
                true);

        assertThat(check.registration(request)).hasValueSatisfying(terms -> {
            assertThat(terms.policy().gaps()).containsExactly(Duration.ofSeconds(1), Duration.ofDays(7));
            assertThat(terms.payload()).isEqualTo(WebhookEndpoint.Payload.THIN);
            assertThat(terms.success()).isEqualTo(WebhookEndpoint.Success.ONLY_200);
            assertThat(terms.signatures()).isEqualTo(Set.of("v1", "v1a"));
            assertThat(terms.isEnabled()).isFalse();
            assertThat(terms.mustVerify()).isTrue();
        });
    }

    @Test
    void allFaultsAreToldAtOnce() {
        EndpointRequest request = new EndpointRequest(
                null,
                "x".repeat(201),
                List.of("payment_intent.paid"),
                new Policy("often", null),
                "fat",
                "3xx",
                List.of("v2"),
                null,
                null);

        assertThat(faults(request))
                .containsExactly(
                        "/url required",
                        "/description too_long",
                        "/events/0 invalid",
                        "/retry_policy invalid",
                        "/payload invalid",
                        "/success invalid",
                        "/signatures invalid");
        assertThat(check.registration(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example/webhooks",
                "ftp://shop.example/",
                "https:///webhooks",
                "https://user@shop.example/",
                "https://shop.example:0/",
                "https://shop.example/#top",
                "https://shop.example/a b",
                "https://shop.example/\u00fc"
            })
    void anAddressIsAbsoluteAndPlain(String url) {
        assertThat(faults(EndpointStories.to(url))).containsExactly("/url invalid");
    }

    @Test
    void whatTheSenderObjectsToIsAFault() {
        assertThat(faults(EndpointStories.to("https://10.0.0.7/"))).containsExactly("/url invalid");
        assertThat(check.faults()).extracting(FieldFault::message).containsExactly("this address is private");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/" + CARD,
                "https://shop.example/?n=4111-1111-1111-1111",
                "https://shop.example/?n=4111%201111%201111%201111",
                "https://shop.example/%34111111111111111",
                "https://shop.example/%3%34111111111111111"
            })
    void aCardNumberInAnAddressIsRefusedAndNotRepeated(String url) {
        assertThat(faults(EndpointStories.to(url))).containsExactly("/url invalid");
        isNotRepeated();
    }

    @Test
    void aCardNumberInWordsIsRefusedAndNotRepeated() {
        check.request(
                new EndpointRequest(
                        URL,
                        "for 4111 1111 1111 1111",
                        List.of(CARD),
                        new Policy(CARD, null),
                        CARD,
                        CARD,
                        null,
                        null,
                        null),
                true);

        assertThat(check.faults()).hasSize(5);
        isNotRepeated();
    }

    @Test
    void aSecretInAnAddressIsNotRepeated() {
        check.request(EndpointStories.to("https://10.0.0.7/?key=s3cret"), true);

        assertThat(check.faults()).extracting(FieldFault::value).containsExactly("***");
    }

    @Test
    void aTypeIsNamedOnceAndNotTooManyAre() {
        assertThat(faults(events("*", "payment_intent.created", "*"))).containsExactly("/events/2 repeated");
        assertThat(faults(events())).contains("/events required");
        assertThat(faults(events(Collections.nCopies(51, "*").toArray(String[]::new))))
                .contains("/events too_many");
    }

    @ParameterizedTest
    @CsvSource({
        "0, /retry_policy/0 out_of_range",
        "604801, /retry_policy/0 out_of_range",
        "-9, /retry_policy/0 out_of_range"
    })
    void aGapIsFromOneSecondToSevenDays(long seconds, String fault) {
        assertThat(faults(policy(new Policy(null, List.of(seconds))))).containsExactly(fault);
    }

    @Test
    void gapsAreNotTooManyAndEndWithinThirtyDays() {
        assertThat(faults(policy(new Policy(null, List.of())))).containsExactly("/retry_policy required");
        assertThat(faults(policy(
                        new Policy(null, LongStream.rangeClosed(1, 50).boxed().toList()))))
                .isEmpty();
        assertThat(faults(policy(
                        new Policy(null, LongStream.rangeClosed(1, 51).boxed().toList()))))
                .containsExactly("/retry_policy too_many");
        assertThat(faults(policy(new Policy(null, Collections.nCopies(4, 604_800L)))))
                .isEmpty();
        assertThat(faults(policy(new Policy(null, Collections.nCopies(5, 604_800L)))))
                .containsExactly("/retry_policy out_of_range");
        assertThat(faults(policy(new Policy(null, List.of(Long.MAX_VALUE, Long.MAX_VALUE)))))
                .hasSize(2);
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        WebhookEndpoint now = EndpointStories.endpoint('a');

        EndpointTerms terms = check.change(EndpointStories.NOTHING, now).orElseThrow();

        assertThat(terms).isEqualTo(EndpointTerms.of(now));
        assertThat(check.change(described(""), now).orElseThrow().description()).isNull();
        assertThat(check.change(described("new"), now).orElseThrow().description())
                .isEqualTo("new");
    }

    private void isNotRepeated() {
        assertThat(check.faults().toString()).doesNotContain("4111").doesNotContain("1111");
    }

    private List<String> faults(EndpointRequest request) {
        EndpointCheck fresh = new EndpointCheck(
                url -> "10.0.0.7".equals(url.getHost()) ? Optional.of("this address is private") : Optional.empty());
        fresh.request(request, true);
        check.request(request, true);
        return fresh.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private static EndpointRequest events(String... events) {
        return new EndpointRequest(URL, null, List.of(events), null, null, null, null, null, null);
    }

    private static EndpointRequest policy(Policy policy) {
        return new EndpointRequest(URL, null, null, policy, null, null, null, null, null);
    }

    private static EndpointRequest described(@Nullable String words) {
        return new EndpointRequest(null, words, null, null, null, null, null, null, null);
    }
}
