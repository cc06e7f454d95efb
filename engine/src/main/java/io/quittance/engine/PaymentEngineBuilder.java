package io.quittance.engine;

import io.quittance.engine.attempt.Processor;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.intent.CaptureWindow;
import io.quittance.engine.terminal.NoTerminals;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.webhook.WebhookParts;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes an engine and starts it. A journal and a processor are required; time and randomness may be replaced. */
public final class PaymentEngineBuilder {

    private @Nullable Journal journal;
    private @Nullable Processor processor;
    private Terminals terminals = new NoTerminals();
    private @Nullable WebhookParts webhooks;
    private @Nullable CheckoutParts checkout;
    private InstantSource clock = Clock.systemUTC();
    private IdSource ids = PaymentEngineBuilder::random;
    private CaptureWindow captureWindow = CaptureWindow.DEFAULT;
    private Duration idleInMemory = Limits.IDLE_IN_MEMORY;

    PaymentEngineBuilder() {}

    /** Where events go. The engine closes it. */
    public PaymentEngineBuilder journal(Journal opened) {
        this.journal = opened;
        return this;
    }

    /** Who moves the money. */
    public PaymentEngineBuilder processor(Processor connector) {
        this.processor = connector;
        return this;
    }

    /** The merchants' card terminals; none by default. The engine closes them. */
    public PaymentEngineBuilder terminals(Terminals opened) {
        this.terminals = opened;
        return this;
    }

    /** What webhooks are sent with; none are by default. The engine closes it. */
    public PaymentEngineBuilder webhooks(WebhookParts parts) {
        this.webhooks = parts;
        return this;
    }

    /** What payers in browsers and saved cards need; none are served by default. The engine closes the vault. */
    public PaymentEngineBuilder checkout(CheckoutParts parts) {
        this.checkout = parts;
        return this;
    }

    /** Where time comes from; the system's clock by default. */
    public PaymentEngineBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** Where random names come from; the platform's secure source by default. */
    public PaymentEngineBuilder ids(IdSource source) {
        this.ids = source;
        return this;
    }

    /** How long authorised money may wait for its capture; five business days by default. */
    public PaymentEngineBuilder captureWindow(CaptureWindow window) {
        this.captureWindow = window;
        return this;
    }

    /** How long an intent with nothing left to do stays in memory. */
    public PaymentEngineBuilder idleInMemory(Duration idle) {
        this.idleInMemory = idle;
        return this;
    }

    /** Starts the engine; it is ready when this returns. */
    public PaymentEngine start() {
        return EngineRuntime.start(new EngineSettings(
                Objects.requireNonNull(journal, "an engine needs a journal"),
                Objects.requireNonNull(processor, "an engine needs a processor"),
                terminals,
                webhooks,
                checkout,
                clock,
                ids,
                captureWindow,
                idleInMemory));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
