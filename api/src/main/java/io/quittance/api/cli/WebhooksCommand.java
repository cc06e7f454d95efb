package io.quittance.api.cli;

import io.quittance.api.cli.ServerCall.Reply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where a merchant's webhooks go, what became of them, and has them sent again: over HTTP, as the merchant. */
@Command(
        name = "webhooks",
        description =
                "Says where a merchant's webhooks go, what became of each try, and has them sent again. Speaks to a"
                        + " running server with the merchant's key, from QUITTANCE_KEY or --key-file. Exit code 4 when"
                        + " the server cannot be reached.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance webhooks create --url https://shop.example/webhooks"})
final class WebhooksCommand {

    private static final String ENDPOINTS = "/v1/webhook_endpoints";
    private static final String DELIVERIES = "/v1/webhook_deliveries";
    private static final String ID = "ENDPOINT";
    private static final String WHICH = "An endpoint's id.";

    private WebhooksCommand() {}

    /** Which page of a list. */
    static final class Paging {

        @Option(names = "--limit", description = "How many at most, 1 to 100.")
        @Nullable
        Integer limit;

        @Option(names = "--after", description = "The cursor that the page before ended with.")
        @Nullable
        String after;

        ServerCall on(ServerCall call) {
            return call.with("limit", limit == null ? null : limit.toString()).with("after", after);
        }
    }

    @Command(
            name = "list",
            description = "Lists the endpoints, newest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks list --quiet"})
    int list(@Mixin ServerOptions server, @Mixin Paging paging) throws IOException {
        return server.tell(paging.on(ServerCall.get(ENDPOINTS)), WebhookText::endpoints);
    }

    @Command(
            name = "create",
            description = "Registers an endpoint and prints its secret, this once.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: quittance webhooks create --url https://shop.example/webhooks"
                        + " --event payment_intent.succeeded --event payment_intent.refunded --retry two_hours"
            })
    int create(@Mixin ServerOptions server, @Mixin EndpointOptions wanted) throws IOException {
        return server.tell(ServerCall.post(ENDPOINTS, wanted.json()), WebhookText::endpoint);
    }

    @Command(
            name = "show",
            description = "Shows how an endpoint stands.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks show we_…"})
    int show(@Mixin ServerOptions server, @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        return server.tell(ServerCall.get(path(id)), WebhookText::endpoint);
    }

    @Command(
            name = "change",
            description =
                    "Changes what is given of an endpoint, and leaves the rest. One that is enabled again is sent all"
                            + " that is owed to it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks change we_… --enabled false"})
    int change(
            @Mixin ServerOptions server,
            @Mixin EndpointOptions wanted,
            @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        return server.tell(ServerCall.patch(path(id), wanted.json()), WebhookText::endpoint);
    }

    @Command(
            name = "remove",
            description = "Removes an endpoint; what is owed to it is sent no more.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks remove we_…"})
    int remove(@Mixin ServerOptions server, @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        return server.tell(ServerCall.delete(path(id)), WebhookText::endpoint);
    }

    @Command(
            name = "rotate",
            description = "Makes a new secret and prints it, this once. The former one signs as well for 24 hours.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks rotate we_…"})
    int rotate(@Mixin ServerOptions server, @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        return server.tell(ServerCall.post(path(id) + "/rotate_secret", "{}"), WebhookText::endpoint);
    }

    @Command(
            name = "ping",
            description = "Sends a ping once, now. Exit code 1 when it was not taken.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks ping we_…"})
    int ping(@Mixin ServerOptions server, @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        Reply reply = server.send(ServerCall.post(path(id) + "/ping", "{}"));
        int told = server.tell(reply, WebhookText::ping);
        return told == 0 && !reply.json().path("taken").asBoolean() ? Failures.FAILED : told;
    }

    @Command(
            name = "verify",
            description = "Asks an endpoint once more to prove its owner. Exit code 1 when it did not.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks verify we_…"})
    int verify(@Mixin ServerOptions server, @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        Reply reply = server.send(ServerCall.post(path(id) + "/verify", "{}"));
        int told = server.tell(reply, WebhookText::endpoint);
        return told == 0 && !reply.json().path("enabled").asBoolean() ? Failures.FAILED : told;
    }

    @Command(
            name = "deliveries",
            description = "Lists what is and was owed, newest first, with every try.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks deliveries --status exhausted --limit 100"})
    int deliveries(
            @Mixin ServerOptions server,
            @Mixin Paging paging,
            @Option(names = "--intent", description = "Only about this intent.") @Nullable String intent,
            @Option(names = "--endpoint", description = "Only to this endpoint.") @Nullable String endpoint,
            @Option(names = "--status", description = "Only those that are owed, delivered or exhausted.") @Nullable
                    String status)
            throws IOException {
        ServerCall call = paging.on(ServerCall.get(DELIVERIES))
                .with("intent", intent)
                .with("endpoint", endpoint)
                .with("status", status);
        return server.tell(call, WebhookText::deliveries);
    }

    @Command(
            name = "redeliver",
            description = "Delivers one once more, now, and from the beginning of the retry policy.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks redeliver wd_…"})
    int redeliver(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "DELIVERY", description = "A delivery's id.") String id)
            throws IOException {
        String path = DELIVERIES + "/" + ServerCall.encoded(id) + "/redeliver";
        return server.tell(ServerCall.post(path, "{}"), WebhookText::delivery);
    }

    @Command(
            name = "replay",
            description = "Sends again what happened, at any age; without options, all there is.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks replay we_… --from 2026-11-20T00:00:00Z --only-failed"})
    int replay(
            @Mixin ServerOptions server,
            @Mixin ReplayOptions wish,
            @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        return server.tell(ServerCall.post(path(id) + "/replay", wish.json()), WebhookText::replay);
    }

    @Command(
            name = "replays",
            description = "Lists the replays to an endpoint that run, and those that ended lately, newest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: quittance webhooks replays we_…"})
    int replays(@Mixin ServerOptions server, @Parameters(paramLabel = ID, description = WHICH) String id)
            throws IOException {
        return server.tell(ServerCall.get(path(id) + "/replays"), WebhookText::replays);
    }

    private static String path(String id) {
        return ENDPOINTS + "/" + ServerCall.encoded(id);
    }
}
