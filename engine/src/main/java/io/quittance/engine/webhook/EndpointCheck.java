package io.quittance.engine.webhook;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.attempt.WebAddress;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.webhook.WebhookEndpoint.Payload;
import io.quittance.engine.webhook.WebhookEndpoint.Success;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a merchant sent about a webhook endpoint, collecting every fault, before any effect. No fault repeats
 * what may be a card number (C28) or somebody's secret. One instance checks one request.
 */
public final class EndpointCheck {

    /** The signatures of Standard Webhooks. */
    static final String SYMMETRIC = "v1";

    static final String ASYMMETRIC = "v1a";

    private static final String ALL = "*";
    private static final List<String> FAMILIES =
            List.of("payment_intent", "terminal", "access_token", "virtual_card", "webhook_endpoint");
    private static final List<RetryPolicy> PRESETS = List.of(RetryPolicy.SEVEN_DAYS, RetryPolicy.TWO_HOURS);

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}]*");
    private static final Pattern ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** What follows these may be somebody's secret, and so many digits may be a card. */
    private static final Pattern TELLING = Pattern.compile("[@?#]|[0-9]{12}");

    private final Function<URI, Optional<String>> objection;
    private final List<FieldFault> faults = new ArrayList<>();

    /** @param objection why nothing can be sent to an address; empty when something can */
    public EndpointCheck(Function<URI, Optional<String>> objection) {
        this.objection = objection;
    }

    /** Every fault found so far; empty when the request is good. */
    public List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /** Checks all of a request; one that changes something may leave everything out. */
    public void request(EndpointRequest request, boolean isNew) {
        if (isNew && request.url() == null) {
            fault("/url", "required", "Where to? E.g. \"https://shop.example/webhooks\".", null);
        }
        url(request.url());
        description(request.description());
        events(request.events());
        policy(request.policy());
        word("/payload", request.payload(), Arrays.stream(Payload.values()).map(Payload::text));
        word("/success", request.success(), Arrays.stream(Success.values()).map(Success::text));
        signatures(request.signatures());
    }

    /** What is wanted of a new endpoint; empty when there are faults. */
    Optional<EndpointTerms> registration(EndpointRequest request) {
        request(request, true);
        String url = request.url();
        return faults.isEmpty() && url != null
                ? Optional.of(filled(request, EndpointTerms.usual(URI.create(url))))
                : Optional.empty();
    }

    /** What is wanted of an endpoint that is there; empty when there are faults. */
    Optional<EndpointTerms> change(EndpointRequest request, WebhookEndpoint now) {
        request(request, false);
        return faults.isEmpty() ? Optional.of(filled(request, EndpointTerms.of(now))) : Optional.empty();
    }

    private static EndpointTerms filled(EndpointRequest request, EndpointTerms otherwise) {
        return new EndpointTerms(
                request.url() == null ? otherwise.url() : URI.create(request.url()),
                described(request, otherwise.description()),
                request.events() == null ? otherwise.events() : known(request.events()),
                policyOf(request.policy(), otherwise.policy()),
                payloadOf(request.payload(), otherwise.payload()),
                successOf(request.success(), otherwise.success()),
                request.signatures() == null ? otherwise.signatures() : Set.copyOf(known(request.signatures())),
                or(request.isEnabled(), otherwise.isEnabled()),
                or(request.mustVerify(), otherwise.mustVerify()));
    }

    /** Which signatures an endpoint's webhooks have. */
    public static List<String> signaturesOf(WebhookEndpoint endpoint) {
        return endpoint.secrets().stream()
                .map(live -> live.secret().isSymmetric() ? SYMMETRIC : ASYMMETRIC)
                .distinct()
                .sorted()
                .toList();
    }

    private void url(@Nullable String text) {
        if (text == null) {
            return;
        } else if (text.length() > Limits.WEB_ADDRESS_CHARS_MAX) {
            fault("/url", "too_long", "At most " + Limits.WEB_ADDRESS_CHARS_MAX + " characters.", null);
        } else if (CardNumbers.areIn(text) || CardNumbers.areIn(decoded(text))) {
            fault("/url", "invalid", "This holds what looks like a card number, which is never kept.", "***");
        } else if (!WebAddress.isUsable(text) || text.contains("#")) {
            String wanted = "An absolute https address with a host, and without a user's name or a fragment.";
            fault("/url", "invalid", wanted, shown(text));
        } else {
            objection.apply(URI.create(text)).ifPresent(words -> fault("/url", "invalid", words, shown(text)));
        }
    }

    private static String shown(String url) {
        return TELLING.matcher(url).find() ? "***" : url;
    }

    /** Digits may hide behind escapes. */
    private static String decoded(String url) {
        return URLDecoder.decode(ESCAPE.matcher(url).replaceAll("%25"), StandardCharsets.UTF_8);
    }

    private void description(@Nullable String words) {
        if (words == null) {
            return;
        }
        int length = words.codePointCount(0, words.length());
        if (length > Limits.WEBHOOK_DESCRIPTION_CHARS_MAX) {
            String most = "At most " + Limits.WEBHOOK_DESCRIPTION_CHARS_MAX + " characters; this has " + length + ".";
            fault("/description", "too_long", most, null);
        } else if (CardNumbers.areIn(words)) {
            fault("/description", "invalid", "This holds what looks like a card number, which is never kept.", "***");
        } else if (!WORDS.matcher(words).matches()) {
            fault("/description", "invalid", "Printable characters of any script.", null);
        }
    }

    private void events(@Nullable List<@Nullable String> events) {
        if (events == null) {
            return;
        }
        count("/events", events.size(), Limits.WEBHOOK_EVENTS_MAX);
        Set<String> known = knownEvents();
        Set<String> told = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            String event = events.get(i);
            if (event == null) {
                continue;
            } else if (!known.contains(event)) {
                String wanted = "\"*\", a family such as \"payment_intent.*\", or a type of event that there is.";
                invalid("/events/" + i, wanted, event);
            } else if (!told.add(event)) {
                fault("/events/" + i, "repeated", "Name each once.", event);
            }
        }
    }

    private static Set<String> knownEvents() {
        Set<String> known = new HashSet<>();
        known.add(ALL);
        FAMILIES.forEach(family -> known.add(family + ".*"));
        Arrays.stream(EventType.values()).map(EventType::text).forEach(known::add);
        return known;
    }

    private void policy(EndpointRequest.@Nullable Policy policy) {
        if (policy == null) {
            return;
        } else if (policy.seconds() != null) {
            gaps(policy.seconds());
        } else {
            String name = String.valueOf(policy.name());
            List<String> presets = PRESETS.stream().map(RetryPolicy::name).toList();
            if (!presets.contains(name)) {
                String wanted = "One of: " + String.join(", ", presets) + ", or a list of gaps in whole seconds.";
                invalid("/retry_policy", wanted, name);
            }
        }
    }

    private void gaps(List<@Nullable Long> seconds) {
        String at = "/retry_policy";
        long most = Limits.WEBHOOK_GAP_MAX.toSeconds();
        count(at, seconds.size(), Limits.WEBHOOK_GAPS_MAX);
        boolean areGood = true;
        for (int i = 0; i < seconds.size(); i++) {
            Long gap = seconds.get(i);
            if (gap == null) {
                areGood = false;
            } else if (gap < 1 || gap > most) {
                fault(at + "/" + i, "out_of_range", "From 1 to " + most + " seconds.", Long.toString(gap));
                areGood = false;
            }
        }
        long sum = areGood ? known(seconds).stream().mapToLong(Long::longValue).sum() : 0;
        if (Duration.ofSeconds(sum).compareTo(Limits.WEBHOOK_RETRIES_MAX) > 0) {
            String longest = "At most " + Limits.WEBHOOK_RETRIES_MAX.toSeconds() + " seconds together.";
            fault(at, "out_of_range", longest, Long.toString(sum));
        }
    }

    private void signatures(@Nullable List<@Nullable String> signatures) {
        if (signatures == null) {
            return;
        }
        Set<String> known = Set.of(SYMMETRIC, ASYMMETRIC);
        List<String> named = known(signatures);
        if (signatures.isEmpty() || !known.containsAll(named) || new HashSet<>(named).size() < named.size()) {
            fault("/signatures", "invalid", "\"v1\" (HMAC-SHA256), \"v1a\" (Ed25519) or both, each once.", null);
        }
    }

    private static <T> List<T> known(List<@Nullable T> elements) {
        return elements.stream().flatMap(Stream::ofNullable).toList();
    }

    private void count(String at, int size, int most) {
        if (size < 1 || size > most) {
            fault(at, size < 1 ? "required" : "too_many", "From 1 to " + most + " of them.", Integer.toString(size));
        }
    }

    private void word(String at, @Nullable String text, Stream<String> words) {
        List<String> known = words.toList();
        if (text != null && !known.contains(text)) {
            invalid(at, "One of: " + String.join(", ", known) + ".", text);
        }
    }

    private static @Nullable String described(EndpointRequest request, @Nullable String otherwise) {
        String words = request.description();
        return words == null ? otherwise : words.isBlank() ? null : words;
    }

    private static RetryPolicy policyOf(EndpointRequest.@Nullable Policy policy, RetryPolicy otherwise) {
        if (policy == null) {
            return otherwise;
        } else if (policy.seconds() != null) {
            return RetryPolicy.ofSeconds(known(policy.seconds()));
        }
        return PRESETS.stream()
                .filter(preset -> preset.name().equals(policy.name()))
                .findFirst()
                .orElse(otherwise);
    }

    private static Payload payloadOf(@Nullable String text, Payload otherwise) {
        return Arrays.stream(Payload.values())
                .filter(payload -> payload.text().equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    private static Success successOf(@Nullable String text, Success otherwise) {
        return Arrays.stream(Success.values())
                .filter(success -> success.text().equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private void invalid(String pointer, String wanted, String text) {
        fault(pointer, "invalid", wanted, CardNumbers.areIn(text) ? "***" : text);
    }

    private void fault(String pointer, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(pointer, code, message, value));
    }
}
