package io.quittance.api.partner;

import akka.actor.ActorSystem;
import akka.http.javadsl.server.Route;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.inbox.Inbox;
import io.quittance.engine.inbox.InboxStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/**
 * Our side of the Partner API: what goes out, what comes in, and the keys of both. In the directory it keeps
 * {@code partner-key.json} and {@code partner-client.json}, which only their owner may read, and
 * {@code partner-jwks.json}. Safe for any thread.
 */
public final class Partner implements AutoCloseable {

    private final PartnerSettings settings;
    private final SigningKey key;
    private final ClientCredentials client;
    private final IdSource ids;
    private final InstantSource clock;
    private final Inbox inbox;
    private volatile String address;

    /**
     * Reads what is in the directory, and makes what is not.
     *
     * @param webhooks where webhooks are kept; closed with it
     */
    public Partner(PartnerSettings settings, InboxStore webhooks, IdSource ids, InstantSource clock) {
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.inbox = new Inbox(webhooks, clock);
        this.key = SigningKey.open(settings.directory().resolve("partner-key.json"), clock);
        this.client = ClientCredentials.open(settings.directory().resolve("partner-client.json"), ids);
        this.address = settings.publicUrl().isEmpty() ? "http://127.0.0.1" : settings.publicUrl();
        try {
            key.publish(settings.directory().resolve("partner-jwks.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The connector; uses the system's HTTP client, and its timer for the webhooks that are not done. */
    public Processor connector(ActorSystem system) {
        system.scheduler()
                .scheduleWithFixedDelay(Limits.INBOX_STEP, Limits.INBOX_STEP, inbox::round, system.dispatcher());
        return new PartnerConnector(system, this);
    }

    /** What the provider reaches of us. */
    public Route routes() {
        return new PartnerRoutes(this, new AccessTokens(ids, clock)).routes();
    }

    /** The server listens here, and unless something else was said the provider reaches it there. */
    public void listensAt(String baseUrl) {
        if (settings.publicUrl().isEmpty()) {
            address = baseUrl;
        }
    }

    PartnerSettings settings() {
        return settings;
    }

    SigningKey key() {
        return key;
    }

    ClientCredentials client() {
        return client;
    }

    InstantSource clock() {
        return clock;
    }

    String address() {
        return address;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Closes where webhooks are kept; from then on none is taken. */
    @Override
    public void close() {
        inbox.close();
    }
}
