package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.openapi.ApiDocument.Operation;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Goal: {@code http-examples.http} shows every operation, and what it says comes true. Method: every request of the
 * file is sent in its order, with the server's own address and key for the two variables.
 */
final class HttpExamplesTest {
    private static final Pattern STATUS = Pattern.compile("# status: (\\d{3})");
    private static final Pattern NAME = Pattern.compile("# @name (\\w+)");

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    private final Map<String, String> variables = new HashMap<>();

    /** One request of the file, its variables filled in. */
    private record Sent(String title, String method, String path, List<String> headers, String body) {

        static Sent of(String block, String host) {
            List<String> lines = Arrays.stream(block.split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            int gap = lines.indexOf("") < 1 ? lines.size() : lines.indexOf("");
            String[] first = lines.get(1).split(" ");
            assertThat(first[1]).startsWith(host);
            return new Sent(
                    lines.get(0).strip(),
                    first[0],
                    first[1].substring(host.length()),
                    lines.subList(2, gap),
                    String.join("\n", lines.subList(gap, lines.size())).strip());
        }
    }

    @Test
    void everyRequestGetsTheStatusThatIsNotedAndEveryOperationIsThere() throws IOException {
        String file = Files.readString(Path.of("docs/http-examples.http"));
        Set<Operation> shown = new HashSet<>();
        variables.put("host", server.baseUrl().toString());
        variables.put("key", server.key().text());

        for (String block : requests(file)) {
            Sent sent = Sent.of(filled(block), variables.get("host"));
            Answer answer = server.send(request(sent));

            assertThat(answer.status()).as(sent.title() + ": " + answer.body()).isEqualTo(noted(block));
            NAME.matcher(block)
                    .results()
                    .forEach(found -> variables.put(
                            found.group(1) + ".response.body.id",
                            answer.json().path("id").asText()));
            ApiDocument.CONTRACT.operation(sent.method(), sent.path()).ifPresent(shown::add);
        }
        assertThat(shown).containsAll(ApiDocument.CONTRACT.operations());
    }

    /** What stands before the first request declares the variables. */
    private static List<String> requests(String file) {
        List<String> blocks = new ArrayList<>(List.of(file.split("(?m)^### ?")));
        assertThat(blocks.remove(0)).contains("@host = http://127.0.0.1:8080", "@key = qk_test_");
        return blocks;
    }

    private String filled(String block) {
        String text = atHome(block);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("{{" + variable.getKey() + "}}", variable.getValue());
        }
        assertThat(text).as("every variable is known").doesNotContain("{{");
        return text;
    }

    /** The file's terminal is the simulated one at its usual port; here it is at another, and shows another code. */
    private static String atHome(String block) {
        TerminalSimulator till = server.tills().fresh();
        String shown = till.look().otp();
        return block.replace("ws://127.0.0.1:8000/synqpay", till.ws().toString())
                .replace("\"otp\": \"123456\"", "\"otp\": \"" + shown + "\"");
    }

    private static HttpRequest.Builder request(Sent sent) {
        HttpRequest.Builder request = server.bare(sent.path());
        sent.headers().forEach(line -> request.header(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        return request.method(
                sent.method(), sent.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(sent.body()));
    }

    private static int noted(String block) {
        var status = STATUS.matcher(block);
        assertThat(status.find()).as("a status is noted in: " + block).isTrue();
        return Integer.parseInt(status.group(1));
    }
}
