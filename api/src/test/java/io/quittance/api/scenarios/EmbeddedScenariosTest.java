package io.quittance.api.scenarios;

import java.nio.file.Path;

/** In this JVM, without a port. */
final class EmbeddedScenariosTest extends OnOneFace {

    @Override
    Face open(Path directory) {
        return new EmbeddedFace(directory);
    }
}
