package io.quittance.api.scenarios;

import io.quittance.api.terminals.Tills;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole conformance suite on one face. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnOneFace implements IdempotencyConformance, IntentConformance {
    private Face face;
    private Tills tills;
    private Path directory;

    /** The face on this directory, whatever is in it. */
    abstract Face open(Path directory);

    @BeforeAll
    void warmUp(@TempDir Path directory) {
        try (Face cold = open(directory)) {
            Scenarios.paysFirst(cold);
        }
    }

    @BeforeEach
    void openAfresh(@TempDir Path data, @TempDir Path shop) {
        directory = data;
        tills = new Tills(shop);
        face = open(data);
    }

    @AfterEach
    void close() {
        face.close();
        tills.close();
    }

    @Override
    public Tills tills() {
        return tills;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Face face() {
        return face;
    }
}
