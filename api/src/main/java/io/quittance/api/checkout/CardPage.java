package io.quittance.api.checkout;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.web.Html;
import io.quittance.engine.checkout.TokenView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The form for a card. What was typed before is never in it. */
final class CardPage {

    private static final String SUMMARY = "faults";

    private final TokenView view;
    private final PayWords words;
    private final Map<CardField, String> faults;

    private CardPage(TokenView view, PayWords words, Map<CardField, String> faults) {
        this.view = view;
        this.words = words;
        this.faults = faults;
    }

    /** @param faults what was wrong with the card before, as keys of words; empty before one */
    static String show(TokenView view, PayWords words, Map<CardField, String> faults) {
        return new CardPage(view, words, faults).document();
    }

    private String document() {
        String title = words.get("form.title");
        return PayPage.still(words)
                .show(
                        faults.isEmpty() ? title : words.get("form.faulty") + " " + title,
                        PayPages.due(view, words),
                        tag("h1").of(title),
                        summary(),
                        form());
    }

    private Html summary() {
        if (faults.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> all = faults.entrySet().stream()
                .map(fault -> tag("li")
                        .of(tag("a").with("href", "#" + fault.getKey().text()).of(words.get(fault.getValue()))))
                .toList();
        return tag("div")
                .with("class", "summary")
                .with("id", SUMMARY)
                .with("role", "alert")
                .with("tabindex", "-1")
                .with("autofocus")
                .of(tag("h2").of(words.get("form.summary")), tag("ul").of(all));
    }

    private Html form() {
        List<Html> parts = new ArrayList<>();
        Arrays.stream(CardField.values()).forEach(field -> parts.add(field(field)));
        if (view.token().terms().savesCard()) {
            parts.add(tag("p").with("class", "note").of(words.get("form.saved")));
        }
        parts.add(tag("button")
                .with("type", "submit")
                .with("data-busy", words.get("form.busy"))
                .of(tag("span")
                        .of(
                                text(words.get("form.pay") + " "),
                                words.money(view.intent().amount()))));
        parts.add(tag("p").with("class", "note").of(words.get("form.safe")));
        return tag("form")
                .with("method", "post")
                .with("action", view.id().value())
                .with("autocomplete", "on")
                .of(parts);
    }

    private Html field(CardField field) {
        String name = field.text();
        String fault = faults.get(field);
        List<Html> parts = new ArrayList<>();
        parts.add(tag("label").with("for", name).of(words.get(name + ".label")));
        parts.add(tag("div").with("class", "box").of(input(field), brand(field)));
        parts.add(tag("p").with("class", "hint").with("id", name + "-hint").of(words.get(name + ".hint")));
        if (fault != null) {
            parts.add(
                    tag("p").with("class", "fault").with("id", name + "-fault").of(words.get(fault)));
        }
        return tag("div").with("class", "field " + name).of(parts);
    }

    private Html input(CardField field) {
        String name = field.text();
        boolean isFaulty = faults.containsKey(field);
        Html.Tag input = tag("input")
                .with("id", name)
                .with("name", name)
                .with("type", "text")
                .with("inputmode", "numeric")
                .with("autocomplete", field.autocomplete())
                .with("maxlength", Integer.toString(field.characters()))
                .with("dir", "ltr")
                .with("spellcheck", "false")
                .with("aria-describedby", isFaulty ? name + "-fault " + name + "-hint" : name + "-hint")
                .with("required");
        return (isFaulty ? input.with("aria-invalid", "true") : input).alone();
    }

    /** Filled by a script that knows the brands; without one it stays empty. */
    private static Html brand(CardField field) {
        return field == CardField.NUMBER
                ? tag("span")
                        .with("class", "brand")
                        .with("id", "brand")
                        .with("aria-live", "polite")
                        .with("dir", "ltr")
                        .of()
                : Html.NOTHING;
    }
}
