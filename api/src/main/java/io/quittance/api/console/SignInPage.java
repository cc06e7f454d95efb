package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;

import io.quittance.api.web.Html;
import org.jspecify.annotations.Nullable;

/** Where somebody shows a key. Looks the same whatever was wrong with the one before. */
final class SignInPage {

    static final String WRONG_KEY = "This key opens nothing. Copy the whole key, from qk_ to its end.";
    static final String OTHER_KEY =
            "This key may not look at payments: it was made without the scope read or payments.";

    private SignInPage() {}

    /** @param fault why the last try failed; null before one */
    static String show(Page page, @Nullable String fault) {
        Html.Tag input = tag("input")
                .with("id", "key")
                .with("name", ConsoleForm.KEY)
                .with("type", "password")
                .with("autocomplete", "current-password")
                .with("spellcheck", "false")
                .with("aria-describedby", "about")
                .with("required")
                .with("autofocus");
        return page.show(
                "Sign in",
                tag("form")
                        .with("class", "panel sign-in")
                        .with("method", "post")
                        .with("action", page.up() + "console/sign-in")
                        .of(
                                tag("h1").of("Sign in"),
                                fault == null
                                        ? Html.NOTHING
                                        : tag("p").with("class", "fault")
                                                .with("role", "alert")
                                                .of(fault),
                                tag("label").with("for", "key").of("API key"),
                                (fault == null ? input : input.with("aria-invalid", "true")).alone(),
                                tag("p").with("id", "about")
                                        .with("class", "soft")
                                        .of("It shows what its merchant has, in its mode, and changes nothing. The key"
                                                + " itself is not kept."),
                                tag("button").with("type", "submit").of("Sign in")));
    }
}
