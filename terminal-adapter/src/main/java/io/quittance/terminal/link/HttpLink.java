package io.quittance.terminal.link;

import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A terminal over HTTP or HTTPS: one POST per request. Every JSON-RPC answer is HTTP 200; 401 means that the key is
 * wrong and nothing was read (SQ-2). There are no notifications. The client of the JDK does not repeat a POST.
 */
public final class HttpLink implements TerminalLink {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final URI address;
    private final @Nullable String apiKey;
    private final JsonRpcCodec codec = JsonRpcCodec.ofTerminals();
    private final Set<CompletableFuture<JsonRpcMessage>> open = ConcurrentHashMap.newKeySet();

    /**
     * A line with a client of its own.
     *
     * @param address e.g. {@code https://10.0.0.7:8443/synqpay}
     * @param apiKey what the pairing gave; null before it
     * @param trust whose certificate is believed; null for plain HTTP
     */
    public HttpLink(URI address, @Nullable String apiKey, @Nullable SSLContext trust) {
        this(client(trust), address, apiKey);
    }

    /** A line over a client that others use too. */
    HttpLink(HttpClient client, URI address, @Nullable String apiKey) {
        this.client = client;
        this.address = address;
        this.apiKey = apiKey;
    }

    /** A client that believes these certificates. It has a thread of its own, so there is one for many lines. */
    static HttpClient client(@Nullable SSLContext trust) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Limits.TERMINAL_CONNECT);
        return (trust == null ? builder : builder.sslContext(trust)).build();
    }

    @Override
    public CompletionStage<JsonRpcMessage> call(JsonRpcMessage.Request request) {
        HttpRequest.Builder post = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(codec.write(request)));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(signed(post).build(), info -> new BoundedBody(Limits.TERMINAL_MESSAGE_BYTES_MAX));
        CompletableFuture<JsonRpcMessage> answer = exchange.exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(meaning(failure)))
                .thenCompose(response -> answer(request, response));
        open.add(answer);
        var unused = answer.whenComplete((message, failure) -> {
            open.remove(answer);
            // What nobody waits for is ended, so that it neither leaves later nor keeps a connection.
            exchange.cancel(true);
        });
        return answer;
    }

    private HttpRequest.Builder signed(HttpRequest.Builder post) {
        return apiKey == null ? post : post.header("api-key", apiKey);
    }

    private CompletableFuture<JsonRpcMessage> answer(JsonRpcMessage.Request request, HttpResponse<byte[]> response) {
        try {
            return switch (response.statusCode()) {
                case OK -> CompletableFuture.completedFuture(Answers.to(request, codec.read(response.body())));
                case UNAUTHORIZED -> CompletableFuture.failedFuture(new NotSent("the terminal does not know our key"));
                case NOT_FOUND -> CompletableFuture.failedFuture(new NotSent("no terminal is at this path"));
                default -> CompletableFuture.failedFuture(new IOException("HTTP " + response.statusCode()));
            };
        } catch (MalformedFrame | IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** No connection was made: nothing left. Whatever else happened, it may have. */
    private static Throwable meaning(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? new NotSent("no connection to the terminal", cause)
                : cause;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public void close() {
        List.copyOf(open)
                .forEach(
                        answer -> answer.completeExceptionally(new IOException("the line to the terminal was closed")));
    }
}
