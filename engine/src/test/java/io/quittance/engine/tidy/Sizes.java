package io.quittance.engine.tidy;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long files, methods, lines and parameter lists may be. What is long is rarely one thought. */
public final class Sizes {
    static final int FILE_LINES_P95 = 300;
    static final int FILE_LINES_MAX = 500;
    static final int METHOD_LINES_P95 = 25;
    static final int METHOD_LINES_MAX = 40;
    static final int TABLE_LINES_MAX = 60;
    static final int LINE_COLUMNS_MAX = 120;
    static final int PARAMETERS_MAX = 5;

    /** A table of handlers or routes reads top to bottom and may be longer than a method that thinks. */
    private static final Pattern TABLE = Pattern.compile(".*(Handler|[rR]outes)");

    private Sizes() {}

    private record Method(String name, Position begin, int lines) {}

    public static List<String> tooLongFile(SourceFile file) {
        int lines = file.lines().size();
        return lines <= FILE_LINES_MAX
                ? List.of()
                : List.of(
                        file.path() + " has " + lines + " lines, at most " + FILE_LINES_MAX + ": split it by concept");
    }

    public static List<String> tooManyLongFiles(List<SourceFile> files) {
        return p95(
                files.stream().map(file -> file.lines().size()).toList(),
                FILE_LINES_P95,
                "of the files have more lines");
    }

    public static List<String> tooLongMethods(SourceFile file) {
        return methods(file)
                .filter(method ->
                        method.lines() > (TABLE.matcher(method.name()).matches() ? TABLE_LINES_MAX : METHOD_LINES_MAX))
                .map(method -> at(file, method.begin()) + method.name() + " has " + method.lines() + " lines, at most "
                        + METHOD_LINES_MAX + " (a handler or route table " + TABLE_LINES_MAX + ")")
                .toList();
    }

    public static List<String> tooManyLongMethods(List<SourceFile> files) {
        return p95(
                files.stream().flatMap(Sizes::methods).map(Method::lines).toList(),
                METHOD_LINES_P95,
                "of the methods have more lines");
    }

    public static List<String> tooLongLines(SourceFile file) {
        List<String> lines = file.lines();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).codePointCount(0, lines.get(i).length()) > LINE_COLUMNS_MAX)
                .mapToObj(i -> file.path() + ":" + (i + 1) + " is wider than " + LINE_COLUMNS_MAX + " columns")
                .toList();
    }

    /** An overriding method did not choose its parameters; records and constructors name theirs. */
    public static List<String> tooManyParameters(SourceFile file) {
        return file.unit().findAll(MethodDeclaration.class).stream()
                .filter(method -> method.getParameters().size() > PARAMETERS_MAX)
                .filter(method -> !method.isAnnotationPresent(Override.class))
                .map(method -> at(file, begin(method)) + method.getNameAsString() + " takes "
                        + method.getParameters().size() + " parameters, at most " + PARAMETERS_MAX + ": make a record")
                .toList();
    }

    private static List<String> p95(List<Integer> sizes, int limit, String what) {
        long above = sizes.stream().filter(size -> size > limit).count();
        return above * 20 <= sizes.size()
                ? List.of()
                : List.of(above + " of " + sizes.size() + ", more than 5 %, " + what + " than " + limit);
    }

    private static Stream<Method> methods(SourceFile file) {
        List<Method> found = new ArrayList<>();
        for (MethodDeclaration method : file.unit().findAll(MethodDeclaration.class)) {
            method.getBody().ifPresent(body -> found.add(measured(method, method.getType(), body)));
        }
        for (ConstructorDeclaration constructor : file.unit().findAll(ConstructorDeclaration.class)) {
            found.add(measured(constructor, constructor.getName(), constructor.getBody()));
        }
        for (CompactConstructorDeclaration compact : file.unit().findAll(CompactConstructorDeclaration.class)) {
            Position begin = begin(compact.getName());
            found.add(new Method(compact.getNameAsString(), begin, linesTo(compact.getBody(), begin)));
        }
        return found.stream();
    }

    private static Method measured(CallableDeclaration<?> callable, Node first, Node body) {
        return new Method(callable.getNameAsString(), begin(callable.getName()), linesTo(body, begin(first)));
    }

    private static int linesTo(Node body, Position begin) {
        return body.getEnd().orElseThrow().line - begin.line + 1;
    }

    private static Position begin(Node node) {
        return node.getBegin().orElseThrow();
    }

    private static String at(SourceFile file, Position position) {
        return file.path() + ":" + position.line + " ";
    }
}
