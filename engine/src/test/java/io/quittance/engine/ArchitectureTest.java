package io.quittance.engine;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Goal: the directions of the design hold in the compiled engine. Method: each rule is checked against the engine and,
 * since a rule that cannot fail proves nothing, against {@code io.quittance.planted.engine}, which breaks every one.
 */
final class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.quittance.engine");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.quittance.planted.engine");

    private static final DescribedPredicate<JavaClass> ENGINE_MAY_USE = resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "..quittance..engine..",
                    "akka.actor..",
                    "akka.persistence..",
                    "akka.cluster..",
                    "akka.stream..",
                    "akka.pattern..",
                    "akka.japi..",
                    "akka.util..",
                    "akka",
                    "scala..",
                    "com.typesafe.config..",
                    "org.slf4j..",
                    "org.jspecify..")
            .and(DescribedPredicate.not(resideInAnyPackage("java.sql..", "java.net.http..", "akka.persistence.jdbc..")))
            .as("of the JDK without SQL and HTTP, of Akka, or of the engine");

    /** What an auditor folds a journal with. */
    private static final DescribedPredicate<JavaClass> FOLDED = resideInAnyPackage(
                    "..engine.money..", "..engine.id..", "..engine.audit..")
            .or(simpleNameEndingWith("State"))
            .or(simpleNameEndingWith("Event"))
            .as("are folded (money, id, audit, *State, *Event)");

    private static final DescribedPredicate<JavaClass> PURE =
            FOLDED.or(simpleNameEndingWith("Rules")).as("are pure (money, id, audit, *State, *Event, *Rules)");

    private static final DescribedPredicate<JavaClass> NOT_PURE = DescribedPredicate.not(
            resideInAnyPackage("java..", "javax.crypto..", "..quittance..engine..", "org.jspecify.."));

    private static final ArchRule ENGINE_KNOWS_NO_TECHNOLOGY = classes()
            .should()
            .onlyDependOnClassesThat(ENGINE_MAY_USE)
            .because("HTTP, JSON, SQL and key stores belong to persistence, terminal-adapter and api");

    private static final ArchRule DECISIONS_ARE_PURE = noClasses()
            .that(PURE)
            .should()
            .dependOnClassesThat(NOT_PURE.as("are neither of the JDK nor of the engine"))
            .because("a decision is a function of a state and a command");

    /** Rules read commands, and a command carries its reply address; so they are left out here. */
    private static final ArchRule STATES_REACH_NO_ACTOR = noClasses()
            .that(FOLDED)
            .should()
            .transitivelyDependOnClassesThat(resideInAPackage("akka.."))
            .because("an auditor folds them without an actor system");

    private static final ArchRule CONCEPTS_FORM_NO_CYCLE =
            slices().matching("..engine.(*)..").should().beFreeOfCycles();

    private static final ArchRule ATTEMPT_DOES_NOT_KNOW_INTENT = noClasses()
            .that()
            .resideInAPackage("..engine.attempt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..engine.intent..")
            .because("an attempt reports to whoever ordered it");

    private static final ArchRule ONLY_THE_INTENT_SPAWNS_ATTEMPTS = noClasses()
            .that()
            .resideOutsideOfPackages("..engine.intent..", "..engine.attempt..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("PaymentAttempt")
            .because("the attempt is durable in the intent's journal before it runs");

    private static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("a type is named for its concept");

    private static final ArchRule TIME_AND_CHANCE_ARE_INJECTED = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Settings")
            .should()
            .callMethodWhere(target(nameMatching("now|currentTimeMillis|randomUUID|getenv"))
                    .and(target(owner(resideInAnyPackage("java.time..", "java.lang", "java.util")))))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.util..")
                    .and(nameMatching("java\\.util\\.(Random|concurrent\\.ThreadLocalRandom)")))
            .because("the whole engine runs in a simulation from one seed");

    @Test
    void theEngineDependsOnNoOuterTechnologyAndNoOtherModule() {
        ENGINE_KNOWS_NO_TECHNOLOGY.check(ENGINE);
        fails(ENGINE_KNOWS_NO_TECHNOLOGY, "RowJournal");
    }

    @Test
    void decisionsStatesAndEventsDependOnTheJdkOnly() {
        DECISIONS_ARE_PURE.check(ENGINE);
        fails(DECISIONS_ARE_PURE, "ImpureMoney");
    }

    @Test
    void statesAndEventsReachNoActorOverAnyPath() {
        STATES_REACH_NO_ACTOR.check(ENGINE);
        fails(STATES_REACH_NO_ACTOR, "ImpureState");
    }

    @Test
    void conceptsFormNoCycle() {
        CONCEPTS_FORM_NO_CYCLE.check(ENGINE);
        fails(CONCEPTS_FORM_NO_CYCLE, "PlantedIntent");
    }

    @Test
    void anAttemptDoesNotKnowItsIntent() {
        ATTEMPT_DOES_NOT_KNOW_INTENT.check(ENGINE);
        fails(ATTEMPT_DOES_NOT_KNOW_INTENT, "PaymentAttempt");
    }

    @Test
    void onlyTheIntentSpawnsAttempts() {
        ONLY_THE_INTENT_SPAWNS_ATTEMPTS.check(ENGINE);
        fails(ONLY_THE_INTENT_SPAWNS_ATTEMPTS, "RowJournal");
    }

    @Test
    void everyClassIsNamedForItsConcept() {
        NAMES_SAY_SOMETHING.check(ENGINE);
        fails(NAMES_SAY_SOMETHING, "JournalManager");
    }

    @Test
    void thereIsOneLoggingFront() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(ENGINE);
        fails(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING, "JournalManager");
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ENGINE);
        fails(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS, "JournalManager");
    }

    @Test
    void timeIdsAndChanceAreInjected() {
        TIME_AND_CHANCE_ARE_INJECTED.check(ENGINE);
        fails(TIME_AND_CHANCE_ARE_INJECTED, "Instant.now()");
        fails(TIME_AND_CHANCE_ARE_INJECTED, "System.currentTimeMillis()");
        fails(TIME_AND_CHANCE_ARE_INJECTED, "UUID.randomUUID()");
        fails(TIME_AND_CHANCE_ARE_INJECTED, "java.util.Random");
        fails(TIME_AND_CHANCE_ARE_INJECTED, "System.getenv(");
    }

    @Test
    void theEngineIsThere() {
        assertThat(ENGINE).hasSizeGreaterThan(20);
    }

    private static void fails(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit);
    }
}
