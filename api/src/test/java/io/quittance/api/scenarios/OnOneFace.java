package io.quittance.api.scenarios;

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

    /** The face on this directory, whatever is in it. */
    abstract Face open(Path directory);

    @BeforeAll
    void warmUp(@TempDir Path directory) {
        try (Face cold = open(directory)) {
            Scenarios.paysFirst(cold);
        }
    }

    @BeforeEach
    void openAfresh(@TempDir Path directory) {
        face = open(directory);
    }

    @AfterEach
    void close() {
        face.close();
    }

    @Override
    public Face face() {
        return face;
    }
}
