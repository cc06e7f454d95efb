package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page at {@code /docs} shows the document, and asks nobody else for anything. */
final class DocsPageTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    @Test
    void everythingThatThePageLoadsIsHere() {
        List<String> loaded = LOADED.matcher(look("/docs").body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(loaded).hasSize(5).contains("docs/swagger-ui-bundle.js", "openapi.yaml");
        assertThat(loaded)
                .allSatisfy(path -> assertThat(look("/" + path).status()).isEqualTo(200));
    }

    @Test
    void theBrowserIsToldToAskNobodyElse() {
        String policy = look("/docs").header("Content-Security-Policy");

        assertThat(policy).startsWith("default-src 'none'").doesNotContain("http", "*", "unsafe");
        assertThat(look("/docs/start.js").body()).doesNotContain("http").contains("validatorUrl: null");
    }

    @Test
    void theDocumentIsServedAsItStands() {
        Answer document = look("/openapi.yaml");

        assertThat(document.body()).isEqualTo(ApiDocument.CONTRACT.text());
        assertThat(document.header("Content-Type")).startsWith("application/yaml");
    }

    private static Answer look(String path) {
        return server.send(server.bare(path).GET());
    }
}
