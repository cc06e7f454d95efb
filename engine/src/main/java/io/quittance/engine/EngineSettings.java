package io.quittance.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.webhook.WebhookParts;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What an engine is made of. */
record EngineSettings(
        Journal journal,
        Processor processor,
        Terminals terminals,
        @Nullable WebhookParts webhooks,
        @Nullable CheckoutParts checkout,
        InstantSource clock,
        IdSource ids,
        CaptureWindow captureWindow,
        Duration idleInMemory) {

    /** The actor system's settings: the journal's over the engine's over Akka's. No remoting, no port. */
    Config akkaConfig() {
        return journal.akkaConfig()
                .withFallback(ConfigFactory.parseResources("quittance-engine.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }
}
