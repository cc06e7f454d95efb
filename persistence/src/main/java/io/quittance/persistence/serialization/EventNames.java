package io.quittance.persistence.serialization;

import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names under which events are stored: one table, kept by hand, only ever added to. A name stands for one shape for
 * ever; another shape gets the next version. Class names never reach the journal.
 */
public final class EventNames {

    /** An attempt began and may have taken money. */
    public static final String ATTEMPT_STARTED = "intent.attempt_started.v1";

    /** An attempt's outcome is unknown. */
    public static final String ATTEMPT_IN_DOUBT = "intent.attempt_in_doubt.v1";

    /** A further key was answered; says nothing about an attempt. */
    public static final String REQUEST_ANSWERED = "intent.request_answered.v1";

    /** A further key asked for an open attempt; the attempt stays open. */
    public static final String REQUEST_JOINED = "intent.request_joined.v1";

    /** What says nothing about whether an attempt is open. */
    public static final Set<String> REQUESTS_ONLY = Set.of(REQUEST_ANSWERED, REQUEST_JOINED);

    private static final Map<String, Class<?>> TYPES = Map.of(
            "intent.created.v1",
            IntentCreated.class,
            ATTEMPT_STARTED,
            AttemptStarted.class,
            ATTEMPT_IN_DOUBT,
            AttemptInDoubt.class,
            "intent.attempt_approved.v1",
            AttemptApproved.class,
            "intent.attempt_declined.v1",
            AttemptDeclined.class,
            "intent.attempt_not_processed.v1",
            AttemptNotProcessed.class,
            REQUEST_ANSWERED,
            RequestAnswered.class,
            REQUEST_JOINED,
            RequestJoined.class);

    private static final Map<Class<?>, String> NAMES =
            TYPES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventNames() {}

    /** The name of an event type; throws {@link IllegalArgumentException} when it has none. */
    static String nameOf(Class<?> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " has no name in the journal");
        }
        return name;
    }

    /** The event type of a name; throws {@link IllegalArgumentException} when the name is unknown. */
    static Class<?> typeOf(String name) {
        Class<?> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the journal holds an event named " + name
                    + ", which this version does not know: it was written by" + " a newer version; run that one");
        }
        return type;
    }

    /** All names with their types. */
    public static Map<String, Class<?>> all() {
        return TYPES;
    }

    /** Whether a stream of these names ends with an attempt that has no outcome. */
    public static boolean endsWithOpenAttempt(List<String> names) {
        List<String> said =
                names.stream().filter(name -> !REQUESTS_ONLY.contains(name)).toList();
        String last = said.isEmpty() ? "" : said.get(said.size() - 1);
        return last.equals(ATTEMPT_STARTED) || last.equals(ATTEMPT_IN_DOUBT);
    }
}
