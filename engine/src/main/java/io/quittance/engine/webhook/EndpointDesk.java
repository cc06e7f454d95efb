package io.quittance.engine.webhook;

import io.quittance.engine.Limits;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.RandomText;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import io.quittance.engine.webhook.WebhookResult.Done;
import io.quittance.engine.webhook.WebhookResult.Refused;
import io.quittance.engine.webhook.signature.WebhookKeys;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of {@link Webhooks} that is about endpoints. Nothing is told that is not durable. Methods return at once,
 * are safe for any thread, and their stages do not fail.
 */
public final class EndpointDesk {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointDesk.class);

    private final Endpoints endpoints;
    private final Parts parts;
    private final Ownership ownership;

    /** Works on these endpoints, which it does not close. */
    public EndpointDesk(Endpoints endpoints, Parts parts) {
        this.endpoints = endpoints;
        this.parts = parts;
        this.ownership = new Ownership(endpoints, parts);
    }

    /** What it works with. */
    public record Parts(WebhookSender sender, WebhookBodies bodies, InstantSource clock, IdSource ids) {

        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }

        /** A message of its own, to be sent once. */
        WebhookMessage message(Function<String, byte[]> body, Instant at) {
            String id = "msg_" + RandomText.of(ids);
            return new WebhookMessage(id, at, body.apply(id));
        }
    }

    /** {@link Webhooks#register}. */
    public CompletionStage<WebhookResult> register(Tenant tenant, EndpointRequest request) {
        EndpointCheck check = new EndpointCheck(parts.sender()::objection);
        Optional<EndpointTerms> terms = check.registration(request);
        if (terms.isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        }
        return guarded(() -> {
            List<WebhookSecret> fresh =
                    secretsFor(terms.get().signatures().stream().sorted().toList());
            WebhookEndpoint made = EndpointChange.onTerms(blank(tenant, terms.get()), terms.get(), fresh, challenge());
            return endpoints
                    .add(made)
                    .thenApply(added -> added ? askedInPassing(made, shown(fresh)) : new Refused(tooMany()));
        });
    }

    /** Before any terms: as if it had been disabled, so that nothing counts as proven. */
    private WebhookEndpoint blank(Tenant tenant, EndpointTerms terms) {
        return new WebhookEndpoint(
                EndpointId.random(parts.ids()),
                tenant,
                terms.url(),
                terms.description(),
                terms.events(),
                terms.policy(),
                terms.payload(),
                terms.success(),
                List.of(),
                Standing.DISABLED,
                EndpointChange.PAUSED,
                null,
                parts.now(),
                null,
                null,
                null);
    }

    private static Refusal tooMany() {
        String most = "At most " + Limits.WEBHOOK_ENDPOINTS_PER_TENANT_MAX + " endpoints, and "
                + Limits.WEBHOOK_ENDPOINTS_EVER_MAX + " with those that were removed. Change or remove one of yours.";
        return Refusal.invalid(List.of(new FieldFault("", "too_many", most, null)));
    }

    /** {@link Webhooks#objection}. */
    public Optional<String> objection(URI url) {
        return parts.sender().objection(url);
    }

    /** {@link Webhooks#find}. */
    public CompletionStage<WebhookResult> find(Tenant tenant, EndpointId id) {
        return with(tenant, id, endpoint -> done(endpoint, List.of()));
    }

    /** {@link Webhooks#list}. */
    public CompletionStage<List<WebhookEndpoint>> list(Tenant tenant) {
        List<WebhookEndpoint> theirs = new ArrayList<>(endpoints.of(tenant));
        Collections.reverse(theirs);
        return CompletableFuture.completedFuture(List.copyOf(theirs));
    }

    /** {@link Webhooks#change}. */
    public CompletionStage<WebhookResult> change(Tenant tenant, EndpointId id, EndpointRequest request) {
        return with(tenant, id, before -> {
            EndpointCheck check = new EndpointCheck(parts.sender()::objection);
            Optional<EndpointTerms> terms = check.change(request, before);
            return terms.isEmpty() ? refused(Refusal.invalid(check.faults())) : changed(before, request, terms.get());
        });
    }

    private CompletionStage<WebhookResult> changed(
            WebhookEndpoint before, EndpointRequest request, EndpointTerms terms) {
        List<WebhookSecret> fresh = secretsFor(EndpointChange.unsigned(before.secrets(), terms.signatures()));
        String challenge = challenge();
        return made(before.id(), now -> {
                    EndpointCheck again = new EndpointCheck(url -> Optional.empty());
                    return again.change(request, now)
                            .map(wanted -> EndpointChange.onTerms(now, wanted, fresh, challenge));
                })
                .thenApply(
                        result -> result instanceof Done done ? askedInPassing(done.endpoint(), shown(fresh)) : result);
    }

    /** {@link Webhooks#remove}. */
    public CompletionStage<WebhookResult> remove(Tenant tenant, EndpointId id) {
        Instant now = parts.now();
        return with(tenant, id, before -> made(id, endpoint -> Optional.of(EndpointChange.removed(endpoint, now))));
    }

    /** {@link Webhooks#rotateSecret}. */
    public CompletionStage<WebhookResult> rotateSecret(Tenant tenant, EndpointId id) {
        return with(tenant, id, before -> {
            List<WebhookSecret> fresh = secretsFor(EndpointCheck.signaturesOf(before));
            Instant now = parts.now();
            return made(id, endpoint -> Optional.of(EndpointChange.rotated(endpoint, fresh, now)))
                    .thenApply(
                            result -> result instanceof Done done ? new Done(done.endpoint(), shown(fresh)) : result);
        });
    }

    /** {@link Webhooks#ping}. */
    public CompletionStage<WebhookResult> ping(Tenant tenant, EndpointId id) {
        return with(tenant, id, endpoint -> {
            if (endpoint.standing() == Standing.UNVERIFIED) {
                return refused(Refusal.of(
                        Refusal.Code.VALIDATION,
                        "The owner of " + id + " has not proven yet that it is his, so nothing else is sent to it."
                                + " Verify it first."));
            }
            Instant now = parts.now();
            WebhookMessage ping = parts.message(name -> parts.bodies().ping(endpoint, name, now), now);
            return parts.sender().send(endpoint, ping).thenApply(result -> new WebhookResult.Pinged(endpoint, result));
        });
    }

    /** {@link Webhooks#verify}: one that is open has nothing to prove. */
    public CompletionStage<WebhookResult> verify(Tenant tenant, EndpointId id) {
        return with(tenant, id, endpoint -> switch (endpoint.standing()) {
            case ENABLED -> done(endpoint, List.of());
            case UNVERIFIED -> ownership.ask(endpoint).thenApply(after -> new Done(after.orElse(endpoint), List.of()));
            case DISABLED ->
                refused(Refusal.of(
                        Refusal.Code.VALIDATION,
                        "The endpoint " + id + " is disabled, so nothing is sent to it. Enable it, and it is asked."));
        });
    }

    /** {@link Webhooks#verified}. */
    public CompletionStage<Boolean> verified(String challenge) {
        return ownership.shown(challenge);
    }

    /** {@link Webhooks#isChallenge}. */
    public boolean isChallenge(String challenge) {
        return ownership.isKnown(challenge);
    }

    /** Whoever is to prove his ownership is asked at once, and the answer to the merchant does not wait for it. */
    private WebhookResult askedInPassing(WebhookEndpoint endpoint, List<WebhookSecret> shown) {
        if (endpoint.standing() == Standing.UNVERIFIED) {
            ownership.ask(endpoint).exceptionally(failure -> {
                LOG.warn("the owner of the webhook endpoint {} could not be asked", endpoint.id(), failure);
                return Optional.empty();
            });
        }
        return new Done(endpoint, shown);
    }

    private List<WebhookSecret> secretsFor(List<String> signatures) {
        return signatures.stream()
                .map(kind -> kind.equals(EndpointCheck.SYMMETRIC)
                        ? WebhookKeys.symmetric(parts.ids())
                        : WebhookKeys.asymmetric(parts.ids()))
                .toList();
    }

    /** Private halves are nobody's but ours. */
    private static List<WebhookSecret> shown(List<WebhookSecret> fresh) {
        return fresh.stream().filter(WebhookSecret::isSymmetric).toList();
    }

    private String challenge() {
        return RandomText.of(parts.ids());
    }

    private CompletionStage<WebhookResult> made(
            EndpointId id, Function<WebhookEndpoint, Optional<WebhookEndpoint>> change) {
        return endpoints
                .changed(id, now -> now.removedAt() == null ? change.apply(now) : Optional.empty())
                .thenApply(after -> after.<WebhookResult>map(endpoint -> new Done(endpoint, List.of()))
                        .orElseGet(() -> new Refused(noEndpoint(id))));
    }

    private CompletionStage<WebhookResult> with(
            Tenant tenant, EndpointId id, Function<WebhookEndpoint, CompletionStage<WebhookResult>> deed) {
        return guarded(() -> endpoints.find(tenant, id).map(deed).orElseGet(() -> refused(noEndpoint(id))));
    }

    /** The refusal of an endpoint that the merchant has not, or not any more. */
    public static Refusal noEndpoint(EndpointId id) {
        return Refusal.of(
                Refusal.Code.NOT_FOUND,
                "There is no webhook endpoint " + id + ". Nothing was done; GET /v1/webhook_endpoints lists those that"
                        + " there are.");
    }

    /** Whatever goes wrong here, and not at an endpoint, is a refusal. */
    private static CompletionStage<WebhookResult> guarded(Supplier<CompletionStage<WebhookResult>> deed) {
        return CompletableFuture.completedFuture(deed)
                .thenCompose(Supplier::get)
                .exceptionally(failure -> {
                    LOG.error("a request about a webhook endpoint could not be carried out", failure);
                    return new Refused(Refusal.of(
                            Refusal.Code.INTERNAL,
                            "The webhook endpoints cannot be kept now. Nothing was changed, and payments are not"
                                    + " concerned; look how the endpoint stands, and ask again in a moment."));
                });
    }

    private static CompletionStage<WebhookResult> done(WebhookEndpoint endpoint, List<WebhookSecret> shown) {
        return CompletableFuture.completedFuture(new Done(endpoint, shown));
    }

    private static CompletionStage<WebhookResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new Refused(refusal));
    }
}
