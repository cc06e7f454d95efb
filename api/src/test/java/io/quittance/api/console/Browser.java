package io.quittance.api.console;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a browser as the console needs: it keeps its cookie, and goes where a page says when it is told to. */
final class Browser {
    private static final Pattern COOKIE = Pattern.compile("(quittance_console=[^;]*);.*");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private String cookie = "";

    Browser(URI server) {
        this.server = server;
    }

    /** One that has signed in. */
    static Browser signedIn(URI server, String key) {
        Browser browser = new Browser(server);
        browser.signIn(key);
        return browser;
    }

    HttpResponse<String> look(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> signIn(String key) {
        return post("/console/sign-in", "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, String form) {
        return send(form(path, form));
    }

    HttpRequest.Builder form(String path, String form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = client.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .join();
        answer.headers()
                .firstValue("Set-Cookie")
                .map(COOKIE::matcher)
                .filter(Matcher::matches)
                .ifPresent(set -> {
                    cookie = set.group(1);
                });
        return answer;
    }

    String cookie() {
        return cookie;
    }

    void cookie(String other) {
        cookie = other;
    }
}
