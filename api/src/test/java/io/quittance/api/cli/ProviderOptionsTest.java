package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.api.partner.PartnerSettings;
import io.quittance.engine.attempt.Capability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ProviderOptionsTest {
    private static final URI PROVIDER = URI.create("http://127.0.0.1:9090");

    @Test
    void aProviderOffersAllOfThePartnerApiUnlessSomethingElseIsSaid() {
        assertThat(settings()).isEqualTo(PartnerSettings.of(PROVIDER, Path.of("data")));
    }

    @Test
    void aProviderOffersWhatIsSaid() {
        PartnerSettings settings = settings(
                "--acquirer-offers", "refund, inquiry", "--acquirer-absence-seconds", "35", "--acquirer-audience", "p");

        assertThat(settings.offers()).containsExactlyInAnyOrder(Capability.REFUND, Capability.INQUIRY);
        assertThat(settings.absenceWindow()).isEqualTo(Duration.ofSeconds(35));
        assertThat(settings.audience()).isEqualTo("p");
        assertThat(settings("--acquirer-offers", "").offers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual_capture", "refunds", "REFUND"})
    void aProviderOffersNothingElse(String word) {
        assertThatThrownBy(() -> settings("--acquirer-offers", "refund," + word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + word + "\"")
                .hasMessageContaining("partial_refund");
    }

    @Test
    void othersReachThisServerWithoutASlashAtTheEnd() {
        assertThat(settings("--public-url", "https://pay.example/q/").publicUrl())
                .isEqualTo("https://pay.example/q");
        assertThat(options("--public-url", "https://pay.example/q/").isPublicUrlUsable())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay.example", "javascript:1", "https://pay.example/?x=1", "https://pay.example/#x"})
    void othersReachThisServerAtAnAddress(String address) {
        assertThat(options("--public-url", address).isPublicUrlUsable()).isFalse();
    }

    private static PartnerSettings settings(String... arguments) {
        return options(arguments).settings(PROVIDER, Path.of("data"));
    }

    private static ProviderOptions options(String... arguments) {
        return CommandLine.populateCommand(new ProviderOptions(), arguments);
    }
}
