package io.quittance.api.demo;

import java.nio.file.Path;

/**
 * Where a story is played. Immutable.
 *
 * @param data everything is stored here
 * @param port the server's port; 0 for a free one
 * @param apiKey the shop's key
 * @param run makes the references of this telling its own
 */
public record Setting(Path data, int port, String apiKey, String run) {

    Path log() {
        return data.resolve("demo.log");
    }

    String cart(String name) {
        return "cart_" + run + "_" + name;
    }

    String key(String name) {
        return "key_" + run + "_" + name;
    }
}
