package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.web.Html;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.reading.IntentQuery.Filter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payments, newest first.
 *
 * @param filter which ones
 */
record PaymentListPage(Page page, Filter filter) {

    /** @param isLater whether there are newer ones than these */
    String show(io.quittance.engine.reading.Page<IntentView> payments, boolean isLater) {
        return page.show(
                "Payments",
                tag("div").with("class", "head").of(tag("h1").of("Payments"), filters()),
                terminal(),
                payments.data().isEmpty() ? nothing() : table(payments.data()),
                paging(payments.nextCursor(), payments.hasMore(), isLater));
    }

    private Html filters() {
        List<Html> links = new ArrayList<>(List.of(choice(null, "All")));
        for (IntentStatus status : IntentStatus.values()) {
            links.add(choice(status, status.text()));
        }
        return tag("nav").with("class", "tabs").with("aria-label", "Status").of(links);
    }

    private Html choice(@Nullable IntentStatus status, String title) {
        Html.Tag link = tag("a").with("href", address(status, null));
        return (status == filter.status() ? link.with("aria-current", "true") : link).of(title);
    }

    private String address(@Nullable IntentStatus status, @Nullable String after) {
        List<String> query = new ArrayList<>();
        if (status != null) {
            query.add("status=" + status.text());
        }
        if (filter.terminalId() != null) {
            query.add("terminal_id=" + encoded(filter.terminalId()));
        }
        if (after != null) {
            query.add("after=" + encoded(after));
        }
        return page.up() + "console" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Html terminal() {
        return filter.terminalId() == null
                ? Html.NOTHING
                : tag("p").with("class", "note")
                        .of(
                                text("Only those at the terminal "),
                                Words.code(filter.terminalId()),
                                text(". "),
                                tag("a").with("href", page.up() + "console").of("Show all"));
    }

    private static Html nothing() {
        return tag("p").with("class", "panel none").of("There are none.");
    }

    private Html table(List<IntentView> payments) {
        Html head = tag("tr")
                .of(List.of("Payment", "Amount", "Status", "Paid with", "Created").stream()
                        .map(title -> tag("th").with("scope", "col").of(title))
                        .toList());
        return tag("div")
                .with("class", "panel scroll")
                .with("role", "region")
                .with("aria-label", "List of payments")
                .with("tabindex", "0")
                .of(tag("table")
                        .with("class", "list")
                        .of(
                                tag("thead").of(head),
                                tag("tbody").of(payments.stream().map(this::row).toList())));
    }

    private Html row(IntentView payment) {
        return tag("tr")
                .of(
                        tag("th").with("scope", "row").of(name(payment)),
                        cell("Amount", Words.money(payment.amount())),
                        cell("Status", Words.status(payment.snapshot())),
                        cell("Paid with", method(payment.attempts())),
                        cell("Created", Words.time(payment.snapshot().facts().createdAt())));
    }

    private Html name(IntentView payment) {
        String id = payment.id().value();
        String reference = payment.snapshot().facts().terms().referenceId();
        Html.Tag link = tag("a").with("href", page.payment(id));
        return reference == null
                ? link.of(Words.code(id))
                : Html.of(link.of(Words.foreign(reference)), tag("small").of(id));
    }

    /** On a narrow screen, where the table's head is away, each cell says what it is. */
    private static Html cell(String title, Html value) {
        return tag("td").with("data-label", title).of(value);
    }

    private static Html method(List<Attempt> attempts) {
        return attempts.isEmpty() ? text("–") : PaymentOrders.method(attempts.get(attempts.size() - 1));
    }

    private Html paging(@Nullable String next, boolean hasMore, boolean isLater) {
        List<Html> links = new ArrayList<>();
        if (isLater) {
            links.add(tag("a").with("href", address(filter.status(), null)).of("Newest"));
        }
        if (hasMore && next != null) {
            links.add(tag("a").with("href", address(filter.status(), next))
                    .with("rel", "next")
                    .of("Older"));
        }
        return links.isEmpty()
                ? Html.NOTHING
                : tag("nav").with("class", "paging").with("aria-label", "Pages").of(links);
    }
}
