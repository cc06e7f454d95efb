package io.quittance.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.npm.NodeScripts;
import java.io.IOException;
import java.time.Duration;

/** A receiver of webhooks in JavaScript that others wrote. */
final class NodeReceiver {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private NodeReceiver() {}

    static void install() throws IOException, InterruptedException {
        NodeScripts.install("foreign receivers");
    }

    /** What the script prints when it is told this. */
    static String run(String told) throws IOException, InterruptedException {
        NodeScripts.Ended ended = NodeScripts.run("receive.js", told, PATIENCE);
        assertThat(ended.code()).as(ended.words()).isZero();
        return ended.words().replaceFirst("^.*: ", "");
    }
}
