package io.quittance.persistence.webhooks;

import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of an endpoint is sealed, as text: a line for each secret, with the millisecond of its end or a minus, and a
 * line for the challenge. None of them holds a blank.
 */
record Sealed(List<LiveSecret> secrets, @Nullable String challenge) {

    static final Sealed NOTHING = new Sealed(List.of(), null);

    private static final String CHALLENGE = "challenge";
    private static final String OPEN_END = "-";

    static Sealed of(WebhookEndpoint endpoint) {
        return new Sealed(endpoint.secrets(), endpoint.challenge());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (LiveSecret live : secrets) {
            Instant until = live.until();
            text.append(until == null ? OPEN_END : Long.toString(until.toEpochMilli()))
                    .append(' ')
                    .append(live.secret().text())
                    .append('\n');
        }
        return challenge == null ? text.toString() : text + CHALLENGE + " " + challenge + "\n";
    }

    static Sealed parse(String text) {
        List<LiveSecret> secrets = new ArrayList<>();
        String challenge = null;
        for (String line : text.lines().toList()) {
            int blank = line.indexOf(' ');
            String word = line.substring(0, blank);
            String value = line.substring(blank + 1);
            if (word.equals(CHALLENGE)) {
                challenge = value;
            } else {
                Instant until = word.equals(OPEN_END) ? null : Instant.ofEpochMilli(Long.parseLong(word));
                secrets.add(new LiveSecret(new WebhookSecret(value), until));
            }
        }
        return new Sealed(List.copyOf(secrets), challenge);
    }

    @Override
    public String toString() {
        return "the secrets of a webhook endpoint";
    }
}
