package io.quittance.api.checkout;

import java.util.Optional;

/** What a payer is asked for, in the order in which a card shows it. */
enum CardField {
    NUMBER("number", "cc-number", 23),
    EXPIRY("expiry", "cc-exp", 9),
    CODE("cvc", "cc-csc", 4);

    private final String text;
    private final String autocomplete;
    private final int characters;

    CardField(String text, String autocomplete, int characters) {
        this.text = text;
        this.autocomplete = autocomplete;
        this.characters = characters;
    }

    /** Its name in the form, and in the page's words. */
    String text() {
        return text;
    }

    /** What browsers call it. */
    String autocomplete() {
        return autocomplete;
    }

    /** As many characters as it takes, with what people put between them. */
    int characters() {
        return characters;
    }

    /** The field that a fault of a request is about, told by the last word of its JSON Pointer. */
    static Optional<CardField> of(String pointer) {
        return switch (pointer.substring(pointer.lastIndexOf('/') + 1)) {
            case "number" -> Optional.of(NUMBER);
            case "exp_month", "exp_year", "expiry" -> Optional.of(EXPIRY);
            case "cvc" -> Optional.of(CODE);
            default -> Optional.empty();
        };
    }
}
