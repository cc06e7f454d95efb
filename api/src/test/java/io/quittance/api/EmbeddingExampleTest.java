package io.quittance.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what the README shows an embedder compiles and runs as it stands there. Method: the block is cut out, compiled
 * against this class path, and run in a JVM of its own, which must end by itself.
 */
final class EmbeddingExampleTest {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- example: embed -->\\s*```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("\\bclass (\\w+)");

    @TempDir
    Path directory;

    @Test
    void theEmbeddersExampleInTheReadmeCompilesAndPays() throws Exception {
        String source = example();
        String name = find(CLASS, source);
        Path file = Files.writeString(directory.resolve(name + ".java"), source);

        assertThat(compilerSays(file)).as("what the compiler has to say").isEmpty();
        assertThat(run(name)).contains("succeeded");
    }

    private static String example() throws IOException {
        return find(BLOCK, Files.readString(repository().resolve("README.md")));
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s is there", pattern).isTrue();
        return matcher.group(1);
    }

    /** The directory above this one that holds the parent of all modules. */
    private static Path repository() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!isRepository(directory)) {
            directory = directory.getParent();
            assertThat(directory)
                    .as("a directory above the module that holds the modules")
                    .isNotNull();
        }
        return directory;
    }

    private static boolean isRepository(Path directory) throws IOException {
        Path pom = directory.resolve("pom.xml");
        return Files.exists(pom) && Files.readString(pom).contains("<modules>");
    }

    private String compilerSays(Path file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-Xlint:all,-classfile,-path,-processing", "-proc:none", "-cp", classPath());
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            return compiled ? said.toString() : "it does not compile: " + said;
        }
    }

    private String run(String name) throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory + System.getProperty("path.separator") + classPath(),
                        name)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("it ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
