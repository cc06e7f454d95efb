package io.quittance.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.process.QuittanceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/**
 * A simulated terminal in a process of its own: looked at and used as a person would, by what is on its screen and by
 * its keys. What it decided stands in a ledger of its own. Safe for any thread.
 */
public final class Till implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final String serialNumber;
    private final Path ledger;
    private final QuittanceProcess process;

    private Till(String name, String serialNumber, Path ledger, QuittanceProcess process) {
        this.name = name;
        this.serialNumber = serialNumber;
        this.ledger = ledger;
        this.process = process;
    }

    /** Switches one on; the number is the last digit of its names. */
    static Till start(Setting setting, int number, String... options) {
        Path directory = setting.data().resolve("till-" + number);
        String terminal = "088181" + number;
        List<String> arguments = new ArrayList<>(List.of(
                "simulate",
                "terminal",
                "--port",
                "0",
                "--directory",
                directory.toString(),
                "--terminal-id",
                terminal,
                "--serial-number",
                "SIM-" + terminal));
        arguments.addAll(List.of(options));
        QuittanceProcess process = QuittanceProcess.startLight(arguments, Map.of(), setting.log());
        return new Till("Till " + number, "SIM-" + terminal, directory.resolve("ledger.jsonl"), process);
    }

    /** What the shop calls it. */
    public String name() {
        return name;
    }

    /** What is printed on it. */
    String serialNumber() {
        return serialNumber;
    }

    /** Where it answers, over WebSocket. */
    String address() {
        return process.baseUrl().replaceFirst("^http", "ws");
    }

    /** The page with its screen and its keys. */
    public URI page() {
        return URI.create(process.baseUrl()).resolve("/");
    }

    /** The code of a pairing that it shows; empty when it shows none. */
    String code() {
        return screen().path("code").asText();
    }

    /** Whether it asks for a card. */
    boolean isWaitingForCard() {
        return texts(screen().path("can")).contains("card");
    }

    private JsonNode screen() {
        return json(
                send(HttpRequest.newBuilder(page().resolve("/device/screen")).GET()));
    }

    /** A card is held to it. */
    void tap() {
        String unused = send(HttpRequest.newBuilder(page().resolve("/device/press"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("button=TAP")));
    }

    private String send(HttpRequest.Builder request) {
        CompletableFuture<String> body = client.sendAsync(
                        request.timeout(Shop.PATIENCE).build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(answer -> answer.body());
        return body.join();
    }

    /** What its ledger says of the order of this reference, from first to last. */
    List<JsonNode> entries(String reference) {
        return book().stream()
                .filter(line -> line.path("referenceId").asText().equals(reference))
                .toList();
    }

    /** How often it took money under this reference. */
    long timesTaken(String reference) {
        return entries(reference).stream().filter(Till::isTaking).count();
    }

    /** Whether it took money twice under any reference. */
    boolean hasTakenTwice() {
        List<String> taken = book().stream()
                .filter(Till::isTaking)
                .map(line -> line.path("referenceId").asText())
                .toList();
        return taken.stream().distinct().count() != taken.size();
    }

    private static boolean isTaking(JsonNode line) {
        return line.path("taken").asLong() > 0;
    }

    /** Its ledger as it is on disk; a line without an end is still being written. */
    private List<JsonNode> book() {
        try {
            String text = Files.readString(ledger);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Till::json)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
