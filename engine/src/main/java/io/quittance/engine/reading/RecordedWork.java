package io.quittance.engine.reading;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.intent.IntentSnapshot;
import java.util.Set;

/**
 * An intent that a person may have to look at, as a read model tells it.
 *
 * @param exhausted the endpoints that did not take something of it, however often it was tried
 */
public record RecordedWork(IntentSnapshot intent, Set<EndpointId> exhausted) {}
