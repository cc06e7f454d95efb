package io.quittance.api.console;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of HTML that is safe to show: every text and every attribute's value is escaped where it enters, and there is
 * no other way in. The names of tags and attributes are this program's own words. Immutable.
 */
final class Html {

    /** Nothing at all. */
    static final Html NOTHING = new Html("");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Words, as they are. */
    static Html text(String words) {
        return new Html(escaped(words));
    }

    /** One after the other. */
    static Html of(List<Html> parts) {
        return new Html(parts.stream().map(part -> part.markup).collect(Collectors.joining()));
    }

    /** One after the other. */
    static Html of(Html... parts) {
        return of(List.of(parts));
    }

    /** Begins an element. */
    static Tag tag(String name) {
        return new Tag(demandName(name), "");
    }

    /** A whole document. */
    String document() {
        return "<!doctype html>\n" + markup;
    }

    /**
     * An element that is being made. Immutable.
     *
     * @param name of the element
     * @param attributes already escaped
     */
    record Tag(String name, String attributes) {

        Tag with(String attribute, String value) {
            return new Tag(name, attributes + " " + demandName(attribute) + "=\"" + escaped(value) + "\"");
        }

        Tag with(String attribute) {
            return new Tag(name, attributes + " " + demandName(attribute));
        }

        Html of(List<Html> parts) {
            return new Html("<" + name + attributes + ">" + Html.of(parts).markup + "</" + name + ">");
        }

        Html of(Html... parts) {
            return of(List.of(parts));
        }

        Html of(String words) {
            return of(text(words));
        }

        /** For elements that hold nothing and have no end. */
        Html alone() {
            return new Html("<" + name + attributes + ">");
        }
    }

    private static String demandName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of HTML: " + name);
        }
        return name;
    }

    /** The five characters that mean something, in text and in quoted values alike. */
    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return markup;
    }
}
