package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.persistence.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrateCommandTest {

    @TempDir
    private Path directory;

    @Test
    void makesTheReadModelAgainWithTheSameLists() throws IOException {
        String before;
        try (RunningServer server = RunningServer.start(directory)) {
            server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250));
            server.post("/v1/payments", "key-2", PaymentJson.of("cart-2", 1251));
            before = server.get("/v1/payment_intents").body();

            assertThat(rebuild()).as("a server has it open").isEqualTo(Failures.FAILED);
        }
        Path file = directory.resolve(Journals.READ_MODEL_FILE);
        Files.write(file, new byte[] {1, 2, 3});

        assertThat(rebuild()).isZero();

        assertThat(Files.size(file)).isGreaterThan(3);
        try (RunningServer server = RunningServer.start(directory)) {
            assertThat(server.get("/v1/payment_intents").body()).isEqualTo(before);
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Main.run("migrate", "--data", directory.toString())).isEqualTo(Failures.USAGE);
        assertThat(rebuild()).as("no journal").isEqualTo(Failures.USAGE);
    }

    private int rebuild() {
        return Main.run("migrate", "--rebuild-read-model", "--data", directory.toString());
    }
}
