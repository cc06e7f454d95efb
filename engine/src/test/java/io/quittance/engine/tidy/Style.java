package io.quittance.engine.tidy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.stmt.CatchClause;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may not be written, and what to write instead. */
public final class Style {
    private static final Pattern EMPTY_NAME = Pattern.compile("Abstract.*|.*(Manager|Helper|Utils?|Impl)");
    // Written in parts, so that this file does not report itself; alone, the third is ISO 4217's code for no currency.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X:)|//\\s*XX" + "X\\b");

    private static final Predicate<SourceFile> COMMAND_LINE = file -> file.isUnder("api/cli");
    private static final Predicate<SourceFile> EDGE = COMMAND_LINE
            .or(file -> file.isUnder("api/bench") || file.isUnder("api/crash"))
            .or(file -> file.name().equals("Wiring.java"))
            .or(file -> file.name().endsWith("Settings.java") || file.name().endsWith("Main.java"));
    private static final Predicate<SourceFile> ACTORS = file -> file.isMainOf("engine") || file.isMainOf("persistence");
    private static final Predicate<SourceFile> AMOUNTS =
            file -> file.isMainOf("engine") && (file.isUnder("engine/money") || file.isUnder("engine/intent"));

    private static final List<Ban> BANS = List.of(
            new Ban("\\bInstant\\s*\\.\\s*now\\s*\\(", "take the time from the injected clock", EDGE.negate()),
            new Ban("\\bcurrentTimeMillis\\s*\\(", "take the time from the injected clock", EDGE.negate()),
            new Ban("\\brandomUUID\\s*\\(", "take the id from the injected IdSource", EDGE.negate()),
            new Ban("\\bnew\\s+Random\\s*\\(", "take the injected RandomGenerator", EDGE.negate()),
            new Ban("\\bThreadLocalRandom\\b", "take the injected RandomGenerator", EDGE.negate()),
            new Ban("\\bMath\\s*\\.\\s*random\\s*\\(", "take the injected RandomGenerator", EDGE.negate()),
            new Ban("\\bSystem\\s*\\.\\s*(out|err)\\b", "log, or print in api/cli", COMMAND_LINE.negate()),
            new Ban("\\bprintStackTrace\\s*\\(", "log the exception", file -> true),
            new Ban("\\bThread\\s*\\.\\s*sleep\\s*\\(", "use a timer message", ACTORS),
            new Ban(
                    "\\b([fF]loat|[dD]ouble)\\b|\\b\\d+\\.\\d|\\b\\d+[eE]-?\\d",
                    "count minor units in a long",
                    AMOUNTS));

    private Style() {}

    private record Ban(Pattern pattern, String instead, Predicate<SourceFile> where) {
        Ban(String regex, String instead, Predicate<SourceFile> where) {
            this(Pattern.compile(regex), instead, where);
        }

        Stream<String> violations(SourceFile file) {
            String code = file.code();
            return pattern.matcher(code)
                    .results()
                    .map(match ->
                            file.path() + ":" + lineOf(code, match.start()) + " " + match.group() + ": " + instead);
        }
    }

    /** Main code only: time, randomness, output and floating point where they do not belong. */
    public static List<String> bannedCalls(SourceFile file) {
        return !file.isMain()
                ? List.of()
                : BANS.stream()
                        .filter(ban -> ban.where().test(file))
                        .flatMap(ban -> ban.violations(file))
                        .toList();
    }

    public static List<String> emptyNames(SourceFile file) {
        return file.unit().findAll(TypeDeclaration.class).stream()
                .map(TypeDeclaration::getNameAsString)
                .filter(name -> EMPTY_NAME.matcher(name).matches())
                .map(name -> file.path() + ": " + name + " says nothing: name the concept")
                .toList();
    }

    public static List<String> unfinishedWork(SourceFile file) {
        String text = file.text();
        return UNFINISHED
                .matcher(text)
                .results()
                .map(match ->
                        file.path() + ":" + lineOf(text, match.start()) + " " + match.group() + ": finish or drop it")
                .toList();
    }

    /** A swallowed exception at least says why. */
    public static List<String> emptyCatches(SourceFile file) {
        return file.unit().findAll(CatchClause.class).stream()
                .filter(clause -> clause.getBody().isEmpty()
                        && clause.getBody().getAllContainedComments().isEmpty())
                .map(clause -> file.path() + ":" + lineOf(clause) + " empty catch: handle it or say why not")
                .toList();
    }

    public static List<String> publicTypesWithoutContract(SourceFile file) {
        return !file.isMainOf("engine")
                ? List.of()
                : file.unit().getTypes().stream()
                        .filter(type ->
                                type.isPublic() && type.getJavadocComment().isEmpty())
                        .map(type ->
                                file.path() + ": " + type.getNameAsString() + " has no Javadoc: what does it promise?")
                        .toList();
    }

    private static int lineOf(Node node) {
        return node.getBegin().orElseThrow().line;
    }

    private static int lineOf(String text, int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }
}
