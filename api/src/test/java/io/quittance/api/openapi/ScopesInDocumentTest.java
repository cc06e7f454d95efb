package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.KeyedServer;
import io.quittance.api.auth.Scope;
import io.quittance.api.openapi.ApiDocument.Operation;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation opens to a key with one of the scopes that its {@code x-scopes} names, and to no other. */
final class ScopesInDocumentTest {
    private static KeyedServer server;

    static List<Operation> operations() {
        return KeyScene.operations();
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        Map<String, KeyGrant> grants = new HashMap<>();
        for (Scope scope : Scope.values()) {
            Set<String> only = Set.of(scope.text());
            grants.put(scope.text(), new KeyGrant(Tenant.test("shop"), new TreeSet<>(only), 5_000, null));
        }
        server = KeyedServer.start(directory, grants);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theScopesThatAreNamedAreEnoughAndNoOthers(Operation operation) {
        List<String> named = new ArrayList<>();
        operation.node().path("x-scopes").forEach(scope -> named.add(scope.asText()));
        KeyScene scene = new KeyScene(server);
        List<String> enough = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            if (scene.call(scope.text(), operation).statusCode() != 403) {
                enough.add(scope.text());
            }
        }

        assertThat(enough).containsExactlyInAnyOrderElementsOf(named);
    }
}
