package io.quittance.api.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.webhook.EndpointCheck;
import io.quittance.engine.webhook.EndpointRequest;
import io.quittance.engine.webhook.EndpointRequest.Policy;
import io.quittance.engine.webhook.Replay;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about webhooks, read as strictly as all others. */
public final class WebhookBody {

    private WebhookBody() {}

    /**
     * A body of {@code POST /v1/webhook_endpoints}, or of {@code PATCH /v1/webhook_endpoints/{id}}.
     *
     * @param objection why nothing can be sent to an address
     */
    public static RequestBody<EndpointRequest> endpoint(
            byte[] body, boolean isNew, Function<URI, Optional<String>> objection) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = RequestBody.parse(body, faults);
        EndpointRequest request = new EndpointRequest(
                fields.text("url"),
                fields.text("description"),
                fields.elements("events", JsonNode::isTextual, "a text", JsonNode::textValue),
                policy(fields),
                fields.text("payload"),
                fields.text("success"),
                fields.elements("signatures", JsonNode::isTextual, "a text", JsonNode::textValue),
                fields.flag("enabled"),
                fields.flag("must_verify"));
        fields.noOthers();
        EndpointCheck check = new EndpointCheck(objection);
        check.request(request, isNew);
        return new RequestBody<>(request, null, RequestBody.merged(faults, check.faults()));
    }

    /** A preset's name, or gaps in seconds. */
    private static @Nullable Policy policy(JsonFields fields) {
        String name = "retry_policy";
        if (fields.isList(name)) {
            List<@Nullable Long> seconds = fields.elements(
                    name,
                    gap -> gap.isIntegralNumber() && gap.canConvertToLong(),
                    "a whole number of seconds",
                    JsonNode::longValue);
            return seconds == null ? null : new Policy(null, seconds);
        }
        String preset = fields.text(name);
        return preset == null ? null : new Policy(preset, null);
    }

    /** A body of {@code POST /v1/webhook_endpoints/{id}/replay}. */
    public static RequestBody<Replay.Wish> replay(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = RequestBody.parseIfThere(body, faults);
        Instant from = fields.time("from");
        Instant to = fields.time("to");
        String intent = fields.text("intent");
        Boolean onlyFailed = fields.flag("only_failed");
        fields.noOthers();
        Optional<IntentId> known = intent == null ? Optional.empty() : IntentId.parse(intent);
        if (intent != null && known.isEmpty()) {
            fields.fault("intent", "invalid", "An intent's id, pi_ and 32 characters.", "***");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            fields.fault("to", "out_of_range", "This must be later than from.", to.toString());
        }
        return new RequestBody<>(
                new Replay.Wish(from, to, known.orElse(null), Boolean.TRUE.equals(onlyFailed)), null, faults);
    }
}
