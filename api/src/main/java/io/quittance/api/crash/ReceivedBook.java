package io.quittance.api.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one receiver of webhooks wrote down, verified by the campaign itself from the specification of Standard Webhooks
 * alone: it shares nothing with the engine.
 *
 * @param taken ids of the webhooks that were taken
 * @param bodies the body of each id that ever came
 * @param arrivals webhooks that came, each time
 * @param findings what is not as the specification says, or not the same the second time
 */
record ReceivedBook(Set<String> taken, Map<String, String> bodies, List<String> arrivals, List<String> findings) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "whsec_";

    static ReceivedBook read(Path log, String secret) {
        ReceivedBook book = new ReceivedBook(new HashSet<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        byte[] key = Base64.getDecoder().decode(secret.substring(SECRET.length()));
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(ReceivedBook::isWhole).forEach(line -> book.enter(parse(line), key));
            return book;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what a receiver wrote", e);
        }
    }

    /** A kill can leave half a line, whose webhook was not answered. */
    private static boolean isWhole(String line) {
        return line.startsWith("{") && line.endsWith("}");
    }

    private void enter(JsonNode line, byte[] key) {
        String id = line.path("id").asText();
        String body = line.path("body").asText();
        arrivals.add(id);
        if (!isSigned(line, id, body, key)) {
            findings.add(id + " is not signed with the endpoint's secret");
        }
        String before = bodies.putIfAbsent(id, body);
        if (before != null && !before.equals(body)) {
            findings.add(id + " came again with another body");
        }
        if (!parse(body).path("id").asText().equals(id)) {
            findings.add(id + " has another id in its body");
        }
        if (line.path("status").asInt() / 100 == 2) {
            taken.add(id);
        }
    }

    private static boolean isSigned(JsonNode line, String id, String body, byte[] key) {
        String content = id + "." + line.path("timestamp").asText() + "." + body;
        String wanted = "v1," + hmac(key, content);
        return Arrays.asList(line.path("signature").asText().split(" ")).contains(wanted);
    }

    private static String hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a receiver got or wrote what is no JSON: " + text, e);
        }
    }
}
