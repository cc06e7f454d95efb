package io.quittance.engine.reading;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.intent.IntentView;
import java.util.Set;

/**
 * An intent that a person may have to look at: because of its money, or because an endpoint was never told of it.
 *
 * @param exhausted the endpoints that did not take something of it, however often it was tried
 */
public record WorkItem(IntentView intent, Set<EndpointId> exhausted) {}
