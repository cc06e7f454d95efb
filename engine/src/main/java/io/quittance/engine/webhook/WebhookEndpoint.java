package io.quittance.engine.webhook;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a merchant wants to hear of his intents. Immutable.
 *
 * @param events the types that it hears of: {@code *}, a type, or a family as {@code payment_intent.*}
 * @param secrets what its webhooks are signed with; the first is the newest
 * @param standing whether it is sent to
 * @param reason why it is not; null when it is
 * @param challenge what its owner has to show when he proves that it is his; null when he does not have to
 * @param failingSince when the first of the failures began that no success has ended; null when the last try succeeded
 * @param heldBefore what was owed before is sent only when it is asked for: the journal was restored then; null when
 *     nothing is held
 * @param removedAt when it was removed; null while it is there
 */
public record WebhookEndpoint(
        EndpointId id,
        Tenant tenant,
        URI url,
        @Nullable String description,
        List<String> events,
        RetryPolicy policy,
        Payload payload,
        Success success,
        List<LiveSecret> secrets,
        Standing standing,
        @Nullable String reason,
        @Nullable String challenge,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable Instant heldBefore,
        @Nullable Instant removedAt) {

    /** How much a webhook says. */
    public enum Payload {
        /** The intent as it stood after the event. */
        FULL,
        /** Only its id: who receives it reads how it stands (CE-14). */
        THIN;

        /** As written over HTTP. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which answers mean that a webhook was taken. */
    public enum Success {
        /** Any status from 200 to 299. */
        ANY_2XX("2xx"),
        /** 200 and nothing else (PP-12). */
        ONLY_200("200");

        private final String text;

        Success(String text) {
            this.text = text;
        }

        /** As written over HTTP. */
        public String text() {
            return text;
        }
    }

    /** Whether it is sent to. */
    public enum Standing {
        ENABLED,
        /** By its merchant, by a 410, or after seven days without a success. What is owed to it is kept. */
        DISABLED,
        /** Its owner has not proven yet that it is his (CX-19). */
        UNVERIFIED;

        /** As written over HTTP. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public WebhookEndpoint {
        events = List.copyOf(events);
        secrets = List.copyOf(secrets);
    }

    /** Whether it is sent to now. */
    public boolean isOpen() {
        return standing == Standing.ENABLED && removedAt == null;
    }

    /** Whether it hears of this type. */
    public boolean hears(String type) {
        return removedAt == null
                && events.stream()
                        .anyMatch(event -> event.equals("*")
                                || event.equals(type)
                                || event.endsWith(".*") && type.startsWith(event.substring(0, event.length() - 1)));
    }

    /** Whether this status means that it took a webhook. */
    public boolean isSuccess(int status) {
        return success == Success.ONLY_200 ? status == 200 : status >= 200 && status <= 299;
    }

    /** Without what is secret: the challenge, the secrets, and what its address may hold beside the host. */
    @Override
    public String toString() {
        return "WebhookEndpoint[" + id + " of " + tenant + " at " + url.getHost() + ", " + standing.text()
                + (removedAt == null ? "" : ", removed") + "]";
    }
}
