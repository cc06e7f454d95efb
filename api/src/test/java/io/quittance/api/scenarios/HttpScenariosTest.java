package io.quittance.api.scenarios;

import java.nio.file.Path;

/** Over the wire, every answer held against the contract's document. */
final class HttpScenariosTest extends OnOneFace {

    @Override
    Face open(Path directory) {
        return new HttpFace(directory);
    }
}
