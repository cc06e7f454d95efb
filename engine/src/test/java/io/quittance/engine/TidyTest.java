package io.quittance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.tidy.Sizes;
import io.quittance.engine.tidy.SourceFile;
import io.quittance.engine.tidy.SourceTree;
import io.quittance.engine.tidy.Style;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the source tree stays readable by a stranger. Method: each rule is a pure function over a file; one test
 * applies it to every module, a second one plants a violation and sees it reported.
 */
final class TidyTest {
    private static final SourceTree TREE = SourceTree.read();
    private static final String ENGINE = "engine/src/main/java/io/quittance/engine/";

    @Test
    void everyModuleIsRead() {
        assertThat(TREE.java())
                .extracting(SourceFile::path)
                .anyMatch(path -> path.startsWith("engine/src/main/"))
                .anyMatch(path -> path.startsWith("engine/src/test/"))
                .anyMatch(path -> path.startsWith("terminal-adapter/src/main/"));
    }

    @Test
    void noFileIsLongerThanItsBudget() {
        holds(Sizes::tooLongFile);
    }

    @Test
    void aFileOverItsBudgetIsReported() {
        reports(Sizes::tooLongFile, "money/Long.java", "// line\n".repeat(501));
    }

    @Test
    void mostFilesAreShort() {
        assertThat(Sizes.tooManyLongFiles(TREE.java())).isEmpty();
    }

    @Test
    void twoLongFilesInTwentyAreReported() {
        List<SourceFile> files = repeat(18, "// short\n", 2, "// line\n".repeat(301));
        assertThat(Sizes.tooManyLongFiles(files)).hasSize(1);
    }

    @Test
    void noMethodIsLongerThanItsBudget() {
        holds(Sizes::tooLongMethods);
    }

    @Test
    void aMethodOverItsBudgetIsReported() {
        reports(Sizes::tooLongMethods, "money/Long.java", type(method("decide", 39)));
    }

    @Test
    void aHandlerTableMayBeLongerButNotEndless() {
        assertThat(Sizes.tooLongMethods(planted("intent/Table.java", type(method("commandHandler", 58)))))
                .isEmpty();
        reports(Sizes::tooLongMethods, "intent/Table.java", type(method("commandHandler", 59)));
    }

    @Test
    void mostMethodsAreShort() {
        assertThat(Sizes.tooManyLongMethods(TREE.java())).isEmpty();
    }

    @Test
    void twoLongMethodsInTwentyAreReported() {
        List<SourceFile> files = repeat(18, type(method("brief", 2)), 2, type(method("wide", 30)));
        assertThat(Sizes.tooManyLongMethods(files)).hasSize(1);
    }

    @Test
    void noLineIsWiderThanThePage() {
        holds(Sizes::tooLongLines);
    }

    @Test
    void aLineWiderThanThePageIsReported() {
        reports(Sizes::tooLongLines, "money/Wide.java", "//" + "x".repeat(119));
    }

    @Test
    void noMethodTakesATrainOfParameters() {
        holds(Sizes::tooManyParameters);
    }

    @Test
    void aTrainOfParametersIsReported() {
        reports(
                Sizes::tooManyParameters,
                "money/Train.java",
                type("void go(int a, int b, int c, int d, int e, int f) {}"));
    }

    @Test
    void everyTypeIsNamedForItsConcept() {
        holds(Style::emptyNames);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IntentManager", "MoneyHelper", "MoneyUtil", "MoneyUtils", "EngineImpl", "AbstractActor"})
    void anEmptyNameIsReported(String name) {
        reports(Style::emptyNames, "money/Planted.java", "record Planted() { interface " + name + " {} }");
    }

    @Test
    void timeRandomnessAndOutputComeFromOutside() {
        holds(Style::bannedCalls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "System.currentTimeMillis()",
                "java.util.UUID.randomUUID()",
                "new Random()",
                "ThreadLocalRandom.current()",
                "Math.random()",
                "System.out.println()",
                "System.err.println()",
                "new Exception().printStackTrace()",
                "Thread.sleep(1)",
                "Double.valueOf(1)",
                "Math.round(0.5)"
            })
    void aBannedCallIsReported(String call) {
        reports(Style::bannedCalls, "money/Planted.java", type("Object o = " + call + ";"));
    }

    @Test
    void aBannedCallIsAllowedInProseAndAtItsEdge() {
        String prose = type("/* Instant.now() */ String s = \"Instant.now()\"; // Instant.now()");
        assertThat(Style.bannedCalls(planted("money/Prose.java", prose))).isEmpty();
        String clock = type("Object o = Instant.now();");
        assertThat(Style.bannedCalls(new SourceFile("api/src/main/java/io/quittance/api/Wiring.java", clock)))
                .isEmpty();
        assertThat(Style.bannedCalls(new SourceFile("api/src/main/java/io/quittance/api/http/Routes.java", clock)))
                .hasSize(1);
    }

    @Test
    void noWorkIsLeftUnfinishedInTheCode() {
        holds(Style::unfinishedWork);
    }

    @Test
    void noWorkIsLeftUnfinishedInTheDocuments() {
        assertThat(TREE.documents()).flatExtracting(Style::unfinishedWork).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TO-DO", "FIX-ME", "XX-X"})
    void unfinishedWorkIsReported(String mark) {
        reports(Style::unfinishedWork, "money/Planted.java", "// " + mark.replace("-", "") + " later");
    }

    @Test
    void theCodeForNoCurrencyIsNotUnfinishedWork() {
        assertThat(Style.unfinishedWork(planted("money/Planted.java", type("String none = \"XXX\";"))))
                .isEmpty();
    }

    @Test
    void noExceptionIsSwallowedInSilence() {
        holds(Style::emptyCatches);
    }

    @Test
    void aSilentCatchIsReported() {
        String silent = type("void go() { try { run(); } catch (Exception e) {} }");
        reports(Style::emptyCatches, "money/Planted.java", silent);
        String reasoned = silent.replace("{} }", "{ /* the peer is gone */ } }");
        assertThat(Style.emptyCatches(planted("money/Planted.java", reasoned))).isEmpty();
    }

    @Test
    void everyPublicTypeOfTheEngineStatesItsContract() {
        holds(Style::publicTypesWithoutContract);
    }

    @Test
    void aPublicTypeWithoutContractIsReported() {
        reports(Style::publicTypesWithoutContract, "money/Planted.java", "public record Planted() {}");
    }

    private static void holds(Function<SourceFile, List<String>> rule) {
        assertThat(TREE.java()).flatExtracting(rule::apply).isEmpty();
    }

    private static void reports(Function<SourceFile, List<String>> rule, String file, String source) {
        assertThat(rule.apply(planted(file, source))).hasSize(1).allSatisfy(violation -> assertThat(violation)
                .startsWith(ENGINE + file));
    }

    private static SourceFile planted(String file, String source) {
        return new SourceFile(ENGINE + file, source);
    }

    private static String type(String members) {
        return "final class Planted {\n" + members + "\n}\n";
    }

    /** A method of that many lines between its first and its last. */
    private static String method(String name, int body) {
        return "void " + name + "() {\n" + "run();\n".repeat(body) + "}";
    }

    private static List<SourceFile> repeat(int few, String first, int more, String second) {
        List<SourceFile> files = new ArrayList<>();
        files.addAll(Collections.nCopies(few, planted("money/First.java", first)));
        files.addAll(Collections.nCopies(more, planted("money/Second.java", second)));
        return files;
    }
}
