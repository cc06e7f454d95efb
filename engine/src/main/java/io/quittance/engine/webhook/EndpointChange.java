package io.quittance.engine.webhook;

import io.quittance.engine.Limits;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an endpoint changes. Pure. */
final class EndpointChange {

    /** Why an endpoint is not sent to whose merchant wants it so. */
    static final String PAUSED = "its merchant disabled it";

    private EndpointChange() {}

    /** Not sent to any more. */
    static WebhookEndpoint disabled(WebhookEndpoint now, String reason) {
        EndpointDraft draft = new EndpointDraft(now);
        draft.standing = Standing.DISABLED;
        draft.reason = reason;
        return draft.endpoint();
    }

    /** Its owner proved that it is his. The challenge stays: it says that he has to prove it again elsewhere. */
    static WebhookEndpoint verified(WebhookEndpoint now) {
        EndpointDraft draft = new EndpointDraft(now);
        draft.standing = Standing.ENABLED;
        draft.failingSince = null;
        return draft.endpoint();
    }

    /** Failing since then; null when it does not fail. */
    static WebhookEndpoint faring(WebhookEndpoint now, @Nullable Instant failingSince) {
        EndpointDraft draft = new EndpointDraft(now);
        draft.failingSince = failingSince;
        return draft.endpoint();
    }

    /** With what was owed before held back. */
    static WebhookEndpoint held(WebhookEndpoint now, Instant before) {
        EndpointDraft draft = new EndpointDraft(now);
        draft.heldBefore = before;
        return draft.endpoint();
    }

    /** Removed; its secrets are forgotten. */
    static WebhookEndpoint removed(WebhookEndpoint now, Instant at) {
        EndpointDraft draft = new EndpointDraft(now);
        draft.secrets = List.of();
        draft.challenge = null;
        draft.failingSince = null;
        draft.removedAt = at;
        return draft.endpoint();
    }

    /**
     * With a new secret of each kind; of each kind the one that it replaces signs for a while longer, and those before
     * it no more.
     */
    static WebhookEndpoint rotated(WebhookEndpoint now, List<WebhookSecret> fresh, Instant at) {
        EndpointDraft draft = new EndpointDraft(now);
        List<LiveSecret> after = new ArrayList<>();
        for (WebhookSecret secret : fresh) {
            after.add(new LiveSecret(secret, null));
            ofKind(now.secrets(), secret.isSymmetric())
                    .filter(former -> former.until() == null)
                    .map(former -> new LiveSecret(former.secret(), at.plus(Limits.WEBHOOK_SECRET_OVERLAP)))
                    .forEach(after::add);
        }
        draft.secrets = List.copyOf(after);
        return draft.endpoint();
    }

    /** Which of the signatures that are wanted there is no secret for. */
    static List<String> unsigned(List<LiveSecret> secrets, Set<String> signatures) {
        return signatures.stream()
                .sorted()
                .filter(kind -> ofKind(secrets, kind.equals(EndpointCheck.SYMMETRIC))
                        .findAny()
                        .isEmpty())
                .toList();
    }

    /**
     * On these terms. Who is enabled again, or has another address, proves his ownership once more where that is wanted
     * at all.
     *
     * @param fresh secrets for the signatures that there are none for
     * @param challenge a new one, for the case that one is needed
     */
    static WebhookEndpoint onTerms(
            WebhookEndpoint now, EndpointTerms terms, List<WebhookSecret> fresh, String challenge) {
        EndpointDraft draft = new EndpointDraft(now);
        boolean isSameRun = now.standing() == Standing.ENABLED && now.url().equals(terms.url());
        boolean isProven = isSameRun && now.challenge() != null;
        draft.secrets = forSignatures(now.secrets(), terms.signatures(), fresh);
        draft.challenge = terms.mustVerify() ? isProven ? now.challenge() : openChallenge(now, terms, challenge) : null;
        if (!terms.isEnabled()) {
            draft.standing = Standing.DISABLED;
            draft.reason = now.standing() == Standing.DISABLED ? now.reason() : PAUSED;
            return draft.on(terms);
        }
        draft.standing = terms.mustVerify() && !isProven ? Standing.UNVERIFIED : Standing.ENABLED;
        draft.reason = null;
        draft.failingSince = isSameRun ? now.failingSince() : null;
        return draft.on(terms);
    }

    /** A challenge that was sent to another address, or was used, proves nothing. */
    private static String openChallenge(WebhookEndpoint now, EndpointTerms terms, String fresh) {
        String sent = now.challenge();
        boolean isOpen = now.standing() == Standing.UNVERIFIED && now.url().equals(terms.url());
        return sent != null && isOpen ? sent : fresh;
    }

    private static List<LiveSecret> forSignatures(
            List<LiveSecret> secrets, Set<String> signatures, List<WebhookSecret> fresh) {
        List<LiveSecret> after = new ArrayList<>();
        fresh.forEach(secret -> after.add(new LiveSecret(secret, null)));
        for (String kind : List.of(EndpointCheck.SYMMETRIC, EndpointCheck.ASYMMETRIC)) {
            if (signatures.contains(kind)) {
                ofKind(secrets, kind.equals(EndpointCheck.SYMMETRIC)).forEach(after::add);
            }
        }
        return List.copyOf(after);
    }

    private static Stream<LiveSecret> ofKind(List<LiveSecret> secrets, boolean isSymmetric) {
        return secrets.stream().filter(live -> live.secret().isSymmetric() == isSymmetric);
    }
}
