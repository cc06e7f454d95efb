package io.quittance.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.checkout.Merchant.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A payer with a browser that has no screen and no scripts. It goes where it is sent when the test says so. */
final class Payer {
    /** Its issuer knows the payer without asking him, or does not take part. */
    static final String STANDARD = "5200000000000056";

    /** Its issuer asks the payer. */
    static final String ASKED = "4456530000001096";

    /** Its issuer refuses. */
    static final String REFUSED = "4456530000001013";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The page as it stands, without following where it leads. */
    HttpResponse<String> look(Reply token) {
        return look(token.text("/url"));
    }

    HttpResponse<String> look(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET()).join();
    }

    /** What a page says, as far as its heading tells; where it leads when it is none. */
    String sees(Reply token) {
        HttpResponse<String> answer = look(token.text("/url") + "?returned");
        return answer.statusCode() == 303
                ? answer.headers().firstValue("Location").orElseThrow()
                : answer.body().replaceAll("(?s).*<h1>(.*?)</h1>.*", "$1");
    }

    /** Sends the form, and finds it taken. */
    void pays(Reply token, String number) {
        assertThat(paying(token, number).join().statusCode()).isEqualTo(303);
    }

    CompletableFuture<HttpResponse<String>> paying(Reply token, String number) {
        return send(HttpRequest.newBuilder(URI.create(token.text("/url")))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(form(number, "12 / 30"))));
    }

    /** Where his issuer asks him; he is sent there. */
    String issuerOf(Reply token) {
        HttpResponse<String> sent = look(token);
        assertThat(sent.statusCode()).isEqualTo(303);
        return sent.headers().firstValue("Location").orElseThrow();
    }

    /** Answers his issuer, and goes back to the payment page. */
    HttpResponse<String> answers(String issuer, String decision) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(issuer))
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString("decision=" + decision)))
                .join();
        assertThat(answer.statusCode()).isEqualTo(303);
        return look(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Sends the form, and is gone before an answer comes. */
    void paysAndIsCutOff(Reply token, String number) {
        URI page = URI.create(token.text("/url"));
        String form = form(number, "12 / 30");
        String request = "POST " + page.getPath() + " HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\nContent-Type: "
                + FORM + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form;
        try (Socket socket = new Socket(page.getHost(), page.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String form(String number, String expiry) {
        String code =
                switch (number) {
                    case STANDARD, REFUSED -> "341";
                    default -> "020";
                };
        return "number=" + number + "&expiry=" + expiry.replace(" ", "%20").replace("/", "%2F") + "&cvc=" + code;
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
