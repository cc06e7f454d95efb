package io.quittance.api.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A deliberate bug: what somebody could have written instead. The snippets are matched word for word, whatever the line
 * breaks between them, so that formatting does not matter.
 *
 * @param name the bug in words
 * @param edits all that has to be changed to plant it
 */
record Mutant(String name, List<Edit> edits) {

    /**
     * One change of one file.
     *
     * @param source the file, from the root of the repository
     */
    record Edit(String source, String snippet, String replacement) {

        /** The file's text with the bug in it; throws when the snippet is not there, or there twice. */
        String plant(String text) {
            Matcher found = pattern().matcher(text);
            if (!found.find()) {
                throw new AssertionError(source + " no longer holds this snippet; adapt the mutant: " + snippet);
            }
            String mutated = text.substring(0, found.start()) + replacement + text.substring(found.end());
            if (found.find()) {
                throw new AssertionError(source + " holds this snippet more than once; make it longer: " + snippet);
            }
            return mutated;
        }

        private Pattern pattern() {
            return Pattern.compile(snippet.strip()
                    .lines()
                    .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("\\s*")));
        }
    }

    static Mutant of(String name) {
        return new Mutant(name, List.of());
    }

    /** The same with one more change. */
    Mutant edit(String source, String snippet, String replacement) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(source, snippet, replacement));
        return new Mutant(name, more);
    }

    @Override
    public String toString() {
        return name;
    }
}
