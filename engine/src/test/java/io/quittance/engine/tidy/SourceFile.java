package io.quittance.engine.tidy;

import com.github.javaparser.JavaParser;
import com.github.javaparser.JavaToken;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import java.util.List;
import java.util.Set;

/** One file of the source tree: its path from the root with forward slashes, and its text. Parsed once, when asked. */
public final class SourceFile {
    private static final Set<Integer> TEXT_LITERALS = Set.of(
            JavaToken.Kind.STRING_LITERAL.getKind(),
            JavaToken.Kind.TEXT_BLOCK_LITERAL.getKind(),
            JavaToken.Kind.CHARACTER_LITERAL.getKind());

    private final String path;
    private final String text;
    private CompilationUnit unit;
    private String code;

    public SourceFile(String path, String text) {
        this.path = path;
        this.text = text;
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public List<String> lines() {
        return text.lines().toList();
    }

    public boolean isMain() {
        return path.contains("/src/main/");
    }

    public boolean isMainOf(String module) {
        return path.startsWith(module + "/src/main/");
    }

    /** Whether the file lies in the package of that path, e.g. {@code engine/money}, or below it. */
    public boolean isUnder(String packagePath) {
        return path.contains("/io/quittance/" + packagePath + "/");
    }

    public CompilationUnit unit() {
        if (unit == null) {
            unit = parse();
        }
        return unit;
    }

    /** The text without comments and without what stands in quotes; every token keeps its line. */
    public String code() {
        if (code == null) {
            code = withoutProse();
        }
        return code;
    }

    private CompilationUnit parse() {
        var settings = new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
        ParseResult<CompilationUnit> result = new JavaParser(settings).parse(text);
        return result.getResult()
                .filter(parsed -> result.isSuccessful())
                .orElseThrow(() -> new IllegalArgumentException(path + " does not parse: " + result.getProblems()));
    }

    private String withoutProse() {
        var out = new StringBuilder(text.length());
        for (JavaToken token : unit().getTokenRange().orElseThrow()) {
            boolean prose = token.getCategory().isComment() || TEXT_LITERALS.contains(token.getKind());
            out.append(prose ? "\n".repeat((int) token.getText().lines().count() - 1) : token.getText());
        }
        return out.toString();
    }
}
