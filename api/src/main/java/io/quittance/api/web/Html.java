package io.quittance.api.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of HTML that is safe to show: every text and every attribute's value is escaped where it enters, and there is
 * no other way in. The names of tags and attributes are this program's own words. Immutable.
 */
public final class Html {

    /** Nothing at all. */
    public static final Html NOTHING = new Html("");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Words, as they are. */
    public static Html text(String words) {
        return new Html(escaped(words));
    }

    /** One after the other. */
    public static Html of(List<Html> parts) {
        return new Html(parts.stream().map(part -> part.markup).collect(Collectors.joining()));
    }

    /** One after the other. */
    public static Html of(Html... parts) {
        return of(List.of(parts));
    }

    /** Begins an element. */
    public static Tag tag(String name) {
        return new Tag(demandName(name), "");
    }

    /** A whole document. */
    public String document() {
        return "<!doctype html>\n" + markup;
    }

    /**
     * An element that is being made. Immutable.
     *
     * @param name of the element
     * @param attributes already escaped
     */
    public record Tag(String name, String attributes) {

        /** With an attribute of this value. */
        public Tag with(String attribute, String value) {
            return new Tag(name, attributes + " " + demandName(attribute) + "=\"" + escaped(value) + "\"");
        }

        /** With an attribute that has no value. */
        public Tag with(String attribute) {
            return new Tag(name, attributes + " " + demandName(attribute));
        }

        /** With this in it. */
        public Html of(List<Html> parts) {
            return new Html("<" + name + attributes + ">" + Html.of(parts).markup + "</" + name + ">");
        }

        /** With this in it. */
        public Html of(Html... parts) {
            return of(List.of(parts));
        }

        /** With these words in it. */
        public Html of(String words) {
            return of(text(words));
        }

        /** For elements that hold nothing and have no end. */
        public Html alone() {
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
