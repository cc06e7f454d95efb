package io.quittance.engine.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of all modules, found from whatever directory the test runs in. */
public record SourceTree(List<SourceFile> java, List<SourceFile> documents) {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    public static SourceTree read() {
        Path root = root();
        List<String> modules = MODULE.matcher(textOf(root.resolve("pom.xml")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        return new SourceTree(
                modules.stream()
                        .flatMap(module -> files(root, module + "/src", SourceTree::isSource))
                        .toList(),
                Stream.concat(
                                files(root, "", path -> path.endsWith(".md") && !path.contains("/")),
                                modules.stream().flatMap(module -> files(root, module + "/docs", path -> true)))
                        .toList());
    }

    /** What the architecture tests plant on purpose is no part of the tree. */
    private static boolean isSource(String path) {
        return path.endsWith(".java") && !path.contains("/io/quittance/planted/");
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path pom = directory.resolve("pom.xml");
            if (Files.exists(pom) && textOf(pom).contains("<modules>")) {
                return directory;
            }
            directory = directory.getParent();
        }
        throw new IllegalStateException("no directory above this one has a pom.xml with modules");
    }

    private static Stream<SourceFile> files(Path root, String folder, Predicate<String> wanted) {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.walk(start, folder.isEmpty() ? 1 : Integer.MAX_VALUE)) {
            return found
                    .filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(wanted)
                    .sorted()
                    .map(path -> new SourceFile(path, textOf(root.resolve(path))))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
