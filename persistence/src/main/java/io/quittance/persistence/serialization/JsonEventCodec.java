package io.quittance.persistence.serialization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.NotificationEvent;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.journal.UnreadableEvent;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.token.TokenEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/**
 * Events as JSON that a person can read: snake_case names, absent fields left out, times in RFC 3339 UTC with
 * milliseconds, words in lower case. What this writes is pinned by golden files, one per name.
 */
public final class JsonEventCodec implements EventCodec {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ObjectMapper mapper = RecordMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(textTypes())
            .build();

    @Override
    public String manifest(Object event) {
        return EventNames.nameOf(event.getClass());
    }

    @Override
    public byte[] encode(Object event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event that cannot be written", e);
        }
    }

    @Override
    public Object decode(String manifest, byte[] payload) {
        try {
            return mapper.readValue(payload, EventNames.typeOf(manifest));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableEvent("a stored " + manifest + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static SimpleModule textTypes() {
        SimpleModule module = new SimpleModule("quittance");
        text(module, Instant.class, TIME::format, Instant::parse);
        text(module, IntentId.class, IntentId::value, IntentId::new);
        text(module, EndpointId.class, EndpointId::value, EndpointId::new);
        text(module, CardId.class, CardId::paymentMethod, name -> CardId.ofPaymentMethod(name)
                .orElseThrow(() -> new IllegalArgumentException("not the name of a card")));
        // Not looked up: a currency that is withdrawn one day is still the one that was paid in.
        text(module, CurrencyCode.class, CurrencyCode::code, CurrencyCode::new);
        word(module, Mode.class);
        word(module, CaptureMethod.class);
        word(module, Evidence.class);
        word(module, PayerStep.class);
        word(module, OperationKind.class);
        word(module, OperationCause.class);
        word(module, OrderName.Kind.class);
        word(module, NotificationEvent.Cause.class);
        word(module, TokenEnd.class);
        word(module, StoredCredential.Initiator.class);
        word(module, StoredCredential.Reason.class);
        return module;
    }

    private static <E extends Enum<E>> void word(SimpleModule module, Class<E> type) {
        text(
                module,
                type,
                value -> value.name().toLowerCase(Locale.ROOT),
                word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new TextWriter<>(type, write));
        module.addDeserializer(type, new TextReader<>(type, read));
    }

    private static final class TextWriter<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<T, String> write;

        TextWriter(Class<T> type, Function<T, String> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(write.apply(value));
        }
    }

    private static final class TextReader<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> read;

        TextReader(Class<T> type, Function<String, T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return read.apply(json.getText());
        }
    }
}
