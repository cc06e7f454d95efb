package io.quittance.api.simulation;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.webhook.EndpointRequest;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookResult;
import io.quittance.engine.webhook.Webhooks;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The merchant as the owner of endpoints: adds one, stops one for a while, removes one, asks for what was missed. Used
 * by the world's thread.
 */
final class EndpointOwner {

    private static final String ADDED = "https://added.example/hook";
    private static final int AGAIN_MILLIS = 1_000;

    private final World world;
    private final WebhookChecks checks;
    private final KeptEndpoints kept;
    private final Supplier<@Nullable PaymentEngine> engine;
    private int open;

    EndpointOwner(
            World world, WebhookChecks checks, PlayedReceivers receivers, Supplier<@Nullable PaymentEngine> engine) {
        this.world = world;
        this.checks = checks;
        this.kept = receivers.kept();
        this.engine = engine;
    }

    /** Registers one more. */
    void add() {
        EndpointRequest wanted = new EndpointRequest(ADDED, null, List.of("*"), null, null, null, null, null, null);
        ask("register", false, desk -> desk.register(Wish.SHOP, wanted));
    }

    /** Stops one, and goes on a while later. */
    void pause(long millis) {
        WebhookEndpoint any = any();
        enable(any.id(), false, false);
        world.after(millis, () -> enable(any.id(), true, false));
    }

    private void enable(EndpointId id, boolean isEnabled, boolean insists) {
        EndpointRequest wanted = new EndpointRequest(null, null, null, null, null, null, null, isEnabled, null);
        ask(isEnabled ? "enable" : "disable", insists, desk -> desk.change(Wish.SHOP, id, wanted));
    }

    /** Removes one that was not there from the beginning. */
    void remove() {
        there().stream()
                .filter(endpoint -> endpoint.url().toString().equals(ADDED))
                .findFirst()
                .ifPresent(endpoint -> {
                    checks.removed(endpoint.id().value());
                    ask("remove", false, desk -> desk.remove(Wish.SHOP, endpoint.id()));
                });
    }

    /** Asks for all that happened, or for what failed. */
    void replay() {
        Replay.Wish wish = new Replay.Wish(null, null, null, world.happens(500));
        EndpointId id = any().id();
        ask("replay", false, desk -> desk.replay(Wish.SHOP, id, wish));
    }

    /** After the mishaps: all are sent to, and at times what failed is asked for again. */
    void settle(boolean asksForFailures) {
        open = 0;
        for (WebhookEndpoint endpoint : there()) {
            enable(endpoint.id(), true, true);
            if (asksForFailures) {
                Replay.Wish wish = new Replay.Wish(null, null, null, true);
                ask("replay what failed", true, desk -> desk.replay(Wish.SHOP, endpoint.id(), wish));
            }
        }
        if (asksForFailures) {
            checks.allWereAskedFor();
        }
    }

    private void ask(String what, boolean insists, Function<Webhooks, CompletionStage<WebhookResult>> question) {
        PaymentEngine now = engine.get();
        if (now == null) {
            return;
        }
        open++;
        world.note("the owner of the endpoints asks: " + what);
        var unused = question.apply(now.webhooks()).thenAccept(result -> {
            open--;
            if (insists && result instanceof WebhookResult.Refused) {
                open++;
                world.after(AGAIN_MILLIS, () -> {
                    open--;
                    ask(what, true, question);
                });
            }
        });
    }

    private WebhookEndpoint any() {
        List<WebhookEndpoint> all = there();
        return all.get(world.chance().nextInt(all.size()));
    }

    private List<WebhookEndpoint> there() {
        return kept.all().stream()
                .filter(endpoint -> endpoint.removedAt() == null)
                .toList();
    }

    boolean isQuiet() {
        return open == 0 && kept.running().isEmpty() && there().stream().allMatch(WebhookEndpoint::isOpen);
    }

    /** What it still waits for. */
    String words() {
        return "its endpoints' owner waits for " + open + " answers, replays " + kept.running() + ", closed are "
                + there().stream().filter(endpoint -> !endpoint.isOpen()).toList();
    }
}
