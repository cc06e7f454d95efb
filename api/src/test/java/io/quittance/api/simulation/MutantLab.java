package io.quittance.api.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Plants a mutant's bug into the sources, compiles what changed, and runs seeds with it in front of the original. */
final class MutantLab {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path root;
    private final Path workshop;

    MutantLab(Path root, Path workshop) {
        this.root = root;
        this.workshop = workshop;
    }

    /**
     * What came of a mutant.
     *
     * @param seeds how many seeds ran until it was caught
     * @param violation what caught it; empty when nothing did
     */
    record Verdict(int seeds, String violation) {}

    /** Runs seeds from the first on, until one catches the mutant. */
    Verdict hunt(Mutant mutant, int seedsMax) {
        Path classes = compile(mutant);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new ChildFirst(classes, before)) {
            thread.setContextClassLoader(loader);
            LongFunction<String> probe = probe(loader);
            for (int seed = 1; seed <= seedsMax; seed++) {
                String violation = probe.apply(seed);
                if (!violation.isEmpty()) {
                    return new Verdict(seed, violation);
                }
            }
            return new Verdict(seedsMax, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked") // The probe is a LongFunction<String> by its declaration.
    private static LongFunction<String> probe(ClassLoader loader) {
        try {
            return (LongFunction<String>) loader.loadClass(MutantProbe.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the probe does not load", e);
        }
    }

    private Path compile(Mutant mutant) {
        try {
            Path directory = Files.createTempDirectory(workshop, "mutant");
            Map<String, String> texts = new LinkedHashMap<>();
            for (Mutant.Edit edit : mutant.edits()) {
                String text = texts.containsKey(edit.source())
                        ? texts.get(edit.source())
                        : Files.readString(root.resolve(edit.source()));
                texts.put(edit.source(), edit.plant(text));
            }
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = directory.resolve(Path.of(text.getKey()).getFileName());
                files.add(Files.writeString(file, text.getValue()));
            }
            compile(mutant, files, directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Mutant mutant, List<Path> files, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, null, null)) {
            List<String> options = List.of(
                    "-d", directory.toString(), "-classpath", CLASS_PATH, "-proc:none", "-parameters", "-nowarn");
            boolean compiled = compiler.getTask(
                            null, manager, diagnostics, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new AssertionError(mutant + " does not compile: " + diagnostics.getDiagnostics());
            }
        }
    }

    /** Our own classes come from the mutant, else from a copy of the class path; all others from outside. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(Path mutated, ClassLoader parent) {
            super(urls(mutated), parent);
        }

        private static URL[] urls(Path mutated) {
            return Stream.concat(
                            Stream.of(mutated),
                            Stream.of(CLASS_PATH.split(File.pathSeparator)).map(Path::of))
                    .map(ChildFirst::url)
                    .toArray(URL[]::new);
        }

        private static URL url(Path path) {
            try {
                return path.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(path + " is no place for classes", e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.quittance.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
