package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.http.json.WorkReason;
import io.quittance.api.web.Html;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.money.CurrencyCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One payment: what became of its money, of every order about it, and what the journal says. */
record PaymentPage(Page page, IntentView intent) {

    String show(List<JournalEntry> events) {
        IntentFacts facts = intent.snapshot().facts();
        PaymentOrders orders = new PaymentOrders(page, facts);
        String reference = Objects.requireNonNullElse(facts.terms().referenceId(), "Payment");
        List<Html> parts = new ArrayList<>();
        parts.add(tag("div")
                .with("class", "head")
                .of(
                        tag("h1").of(Words.money(intent.amount()), text(" "), Words.status(intent.snapshot())),
                        tag("p").with("class", "soft").of(Words.foreign(reference))));
        parts.add(attention());
        parts.add(tag("div").with("class", "two").of(money(facts), about(facts)));
        parts.add(orders.attempts());
        parts.add(orders.operations());
        parts.add(events(events));
        return page.show(reference, parts.toArray(Html[]::new));
    }

    /** What the work list says of it. */
    private Html attention() {
        return intent.snapshot()
                .needsAttentionSince()
                .map(since -> {
                    WorkReason reason = WorkReason.of(intent.snapshot().facts());
                    return tag("section")
                            .with("class", "panel attention")
                            .with("aria-label", "To look at")
                            .of(
                                    tag("h2").of("Somebody may have to look at this"),
                                    tag("p").of(reason.nextAction()),
                                    new Words.Facts()
                                            .put("Why", text(Words.spaced(reason.kind())))
                                            .time("Since", since)
                                            .put("Overdue", text(reason.isOverdue() ? "yes" : "no"))
                                            .code("Downstream reference", reason.reference())
                                            .list());
                })
                .orElse(Html.NOTHING);
    }

    private static Html money(IntentFacts facts) {
        Funds funds = facts.funds();
        CurrencyCode currency = facts.terms().amount().currency();
        return section(
                "Money",
                new Words.Facts()
                        .put("Authorised", Words.money(funds.authorized(), currency))
                        .put("Captured", Words.money(funds.captured(), currency))
                        .put("Refunded", Words.money(funds.refunded(), currency))
                        .put("Voided", Words.money(funds.voided(), currency))
                        .put("Can be captured", Words.money(funds.capturable(), currency))
                        .put("Can be refunded", Words.money(funds.refundable(), currency))
                        .put("Can be voided", Words.money(funds.voidable(), currency))
                        .time("To be captured before", funds.captureBefore())
                        .time("Settled", funds.settledAt())
                        .list());
    }

    private Html about(IntentFacts facts) {
        Terms terms = facts.terms();
        Words.Facts about = new Words.Facts()
                .code("Id", facts.id().value())
                .foreign("Reference", terms.referenceId())
                .foreign("Customer", terms.customerId())
                .foreign("Description", intent.personal().description())
                .foreign("On the statement", terms.statementDescriptor())
                .put("Capture", text(terms.captureMethod().text()));
        intent.personal()
                .metadata()
                .forEach((name, value) ->
                        about.put("Metadata", Html.of(Words.foreign(name), text(": "), Words.foreign(value))));
        return section(
                "About",
                about.time("Expires", terms.expiresAt())
                        .time("Created", facts.createdAt())
                        .time("Updated", facts.updatedAt())
                        .list());
    }

    private static Html events(List<JournalEntry> events) {
        return section(
                "Journal",
                tag("p").with("class", "soft")
                        .of("Every event with its link of the hash chain, which covers all events before it."),
                tag("ol")
                        .with("class", "events")
                        .of(events.stream().map(PaymentPage::event).toList()));
    }

    private static Html event(JournalEntry event) {
        return tag("li")
                .with("value", Long.toString(event.sequence()))
                .of(tag("details")
                        .of(
                                tag("summary")
                                        .of(
                                                tag("span")
                                                        .with("class", "name")
                                                        .of(event.manifest()),
                                                tag("code")
                                                        .with("class", "hash")
                                                        .of(event.hashHex())),
                                tag("pre")
                                        .with("dir", "ltr")
                                        .with("tabindex", "0")
                                        .of(new String(event.payload(), StandardCharsets.UTF_8))));
    }

    static Html section(String title, Html... content) {
        List<Html> parts = new ArrayList<>(List.of(tag("h2").of(title)));
        parts.addAll(List.of(content));
        return tag("section").with("class", "panel").of(parts);
    }
}
