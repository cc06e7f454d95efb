package io.quittance.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Goal: the modules see each other only in the direction of the design. Method: each rule is checked against all four
 * modules and against {@code io.quittance.planted}, which breaks it.
 */
final class ModuleArchitectureTest {
    private static final String[] ENGINE = module("engine");
    private static final String[] PERSISTENCE = module("persistence");
    private static final String[] TERMINAL = module("terminal");
    private static final String[] API = module("api");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    "io.quittance.engine", "io.quittance.persistence", "io.quittance.terminal", "io.quittance.api");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.quittance.planted");

    private static final ArchRule ENGINE_SEES_NO_OTHER_MODULE = blind(ENGINE, PERSISTENCE, TERMINAL, API);
    private static final ArchRule PERSISTENCE_SEES_THE_ENGINE_ONLY = blind(PERSISTENCE, TERMINAL, API);
    private static final ArchRule TERMINAL_ADAPTER_SEES_THE_ENGINE_ONLY = blind(TERMINAL, PERSISTENCE, API);

    private static final ArchRule JSON_NAMES_STAND_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.quittance..persistence.serialization..",
                    "io.quittance..terminal.jsonrpc..",
                    "io.quittance..api..json..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.annotation..")
            .because("records stay free of the formats they are written in");

    @Test
    void theEngineSeesNoOtherModule() {
        ENGINE_SEES_NO_OTHER_MODULE.check(PRODUCT);
        fails(ENGINE_SEES_NO_OTHER_MODULE, "PlantedEngine");
    }

    @Test
    void persistenceSeesTheEngineOnly() {
        PERSISTENCE_SEES_THE_ENGINE_ONLY.check(PRODUCT);
        fails(PERSISTENCE_SEES_THE_ENGINE_ONLY, "PlantedJournal");
    }

    @Test
    void theTerminalAdapterSeesTheEngineOnly() {
        TERMINAL_ADAPTER_SEES_THE_ENGINE_ONLY.check(PRODUCT);
        fails(TERMINAL_ADAPTER_SEES_THE_ENGINE_ONLY, "PlantedTerminal");
    }

    @Test
    void jsonAnnotationsStandAtTheEdge() {
        JSON_NAMES_STAND_AT_THE_EDGE.check(PRODUCT);
        fails(JSON_NAMES_STAND_AT_THE_EDGE, "PlantedJournal");
    }

    @Test
    void everyModuleIsThere() {
        assertThat(PRODUCT)
                .extracting(type -> type.getPackageName())
                .anyMatch(name -> name.startsWith("io.quittance.engine"))
                .anyMatch(name -> name.startsWith("io.quittance.persistence"))
                .anyMatch(name -> name.startsWith("io.quittance.terminal"))
                .anyMatch(name -> name.startsWith("io.quittance.api"));
    }

    /** The packages of a module, and of what is planted against it. */
    private static String[] module(String name) {
        return new String[] {"io.quittance." + name + "..", "io.quittance.planted." + name + ".."};
    }

    private static ArchRule blind(String[] module, String[]... others) {
        return noClasses()
                .that()
                .resideInAnyPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).flatMap(Stream::of).toArray(String[]::new))
                .because("engine sees nobody, persistence and terminal-adapter see the engine, api sees all");
    }

    private static void fails(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit);
    }
}
