package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.web.Html;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.money.CurrencyCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was ordered of the counterparty for one payment, oldest first, and what it said. */
record PaymentOrders(Page page, IntentFacts facts) {

    Html attempts() {
        return facts.attempts().isEmpty()
                ? PaymentPage.section("Attempts", tag("p").with("class", "none").of("There was none yet."))
                : PaymentPage.section(
                        "Attempts",
                        tag("ol")
                                .with("class", "orders")
                                .of(facts.attempts().stream().map(this::attempt).toList()));
    }

    Html operations() {
        return facts.operations().isEmpty()
                ? Html.NOTHING
                : PaymentPage.section(
                        "Captures, voids and refunds",
                        tag("ol")
                                .with("class", "orders")
                                .of(facts.operations().stream()
                                        .map(this::operation)
                                        .toList()));
    }

    private Html attempt(Attempt attempt) {
        MethodSummary method = attempt.method();
        List<PayerStep> steps = attempt.atTerminal().steps();
        Words.Facts told = new Words.Facts().put("Paid with", method(attempt));
        if (method.isTerminal() && method.terminalId() != null) {
            told.put("Terminal", tag("a").with("href", page.terminals()).of(Words.code(method.terminalId())));
        }
        if (!steps.isEmpty()) {
            told.put(
                    "The payer's last step",
                    text(Words.spaced(steps.get(steps.size() - 1).text())));
        }
        course(told, attempt.course());
        told.code("Reference", attempt.referenceId()).code("Downstream reference", attempt.downstreamReference());
        return order("Attempt " + attempt.number(), Html.NOTHING, attempt.course(), told);
    }

    private Html operation(Operation operation) {
        CurrencyCode currency = facts.terms().amount().currency();
        Words.Facts told = new Words.Facts()
                .put("Because of", text(Words.spaced(operation.cause().text())))
                .put("Of attempt", text(Integer.toString(operation.attempt())));
        course(told, operation.course());
        told.code("Downstream reference", operation.downstreamReference());
        String kind = operation.kind().text();
        return order(
                kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1),
                Words.money(operation.amount(), currency),
                operation.course(),
                told);
    }

    private static Html order(String title, Html amount, Course course, Words.Facts told) {
        return tag("li")
                .of(
                        tag("h3")
                                .of(
                                        text(title + " "),
                                        amount,
                                        text(" "),
                                        Words.badge(course.status().text(), tone(course.status()))),
                        why(course.failure()),
                        told.list());
    }

    /** The host's words are apart from ours, in the direction of their own script. */
    private static Html why(@Nullable Failure failure) {
        if (failure == null) {
            return Html.NOTHING;
        }
        List<Html> parts = new ArrayList<>(List.of(tag("p").of(failure.message())));
        if (failure.hostCode() != null || failure.hostMessage() != null) {
            parts.add(tag("p").with("class", "host")
                    .of(
                            tag("span").of("Host " + (failure.hostCode() == null ? "" : failure.hostCode())),
                            failure.hostMessage() == null
                                    ? Html.NOTHING
                                    : tag("q").with("dir", "auto").of(failure.hostMessage())));
        }
        return tag("div").with("class", "why-not").of(parts);
    }

    private static void course(Words.Facts told, Course course) {
        Failure failure = course.failure();
        if (failure != null) {
            told.code("Code", failure.code()).code("Decline code", failure.declineCode());
        }
        Approval approval = course.approval();
        if (approval != null) {
            told.code("Authorisation code", approval.authorizationCode())
                    .code("Acquirer reference", approval.acquirerReference());
        }
        told.time("Started", course.startedAt())
                .time("In doubt since", course.isInDoubt() ? course.inDoubtSince() : null)
                .time("Ended", course.endedAt());
    }

    private static String tone(AttemptStatus status) {
        return switch (status) {
            case SUCCEEDED -> "succeeded";
            case DECLINED -> "failed";
            case NOT_PROCESSED -> "created";
            case IN_DOUBT -> "doubt";
            case PENDING -> "pending";
        };
    }

    /** The card, as far as it may be known; at a terminal the one that was presented. */
    static Html method(Attempt attempt) {
        MethodSummary method = attempt.method();
        PresentedCard card = attempt.atTerminal().card();
        String brand = card == null ? method.brand() : card.brand();
        String masked = card == null ? method.masked() : card.masked();
        List<Html> about = new ArrayList<>();
        if (brand != null) {
            about.add(Words.foreign(brand));
            about.add(text(" "));
        }
        if (method.isTerminal()) {
            about.add(text("at a terminal"));
        }
        return tag("span")
                .with("class", "method")
                .of(card(masked), text(" "), tag("small").of(about));
    }

    private static Html card(@Nullable String masked) {
        return masked == null
                ? Html.NOTHING
                : tag("span").with("class", "card").with("dir", "ltr").of(masked);
    }
}
