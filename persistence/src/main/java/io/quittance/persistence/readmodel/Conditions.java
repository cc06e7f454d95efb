package io.quittance.persistence.readmodel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query and their values, side by side. Nothing that a caller sent is ever part of the text. */
final class Conditions {

    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** A condition on a value; left out when there is none. */
    void add(String text, @Nullable Object value) {
        if (value != null) {
            texts.add(text);
            values.add(value);
        }
    }

    /** A condition on several values, on none, or on one. */
    void addAll(String text, List<?> all) {
        texts.add(text);
        values.addAll(all);
    }

    String text() {
        return String.join(" AND ", texts);
    }

    void bind(PreparedStatement query) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            query.setObject(i + 1, values.get(i));
        }
    }
}
