package io.quittance.api.scenarios;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class HttpScenariosTest implements PaymentScenarios, KeyScenarios, HasteScenarios, SightScenarios {
    private Face face;

    @BeforeAll
    static void warmUp(@TempDir Path directory) {
        try (Face cold = new HttpFace(directory)) {
            Scenarios.paysFirst(cold);
        }
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        face = new HttpFace(directory);
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
