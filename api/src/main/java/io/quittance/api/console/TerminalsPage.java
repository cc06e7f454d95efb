package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import io.quittance.api.web.Html;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.terminal.TerminalView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The merchant's card terminals, newest first, as they stand now. */
final class TerminalsPage {

    private static final long PERCENT = 100;

    private TerminalsPage() {}

    static String show(Page page, io.quittance.engine.reading.Page<TerminalView> terminals) {
        List<Html> parts = new ArrayList<>(
                List.of(tag("div").with("class", "head").of(tag("h1").of("Terminals"))));
        parts.add(
                terminals.data().isEmpty()
                        ? tag("p").with("class", "panel none").of("There are none.")
                        : tag("ul")
                                .with("class", "devices")
                                .of(terminals.data().stream()
                                        .map(terminal -> device(page, terminal))
                                        .toList()));
        if (terminals.nextCursor() != null) {
            String after = URLEncoder.encode(terminals.nextCursor(), StandardCharsets.UTF_8);
            parts.add(tag("nav")
                    .with("class", "paging")
                    .with("aria-label", "Pages")
                    .of(tag("a").with("href", page.terminals() + "?after=" + after)
                            .with("rel", "next")
                            .of("Older")));
        }
        return page.show("Terminals", parts.toArray(Html[]::new));
    }

    private static Html device(Page page, TerminalView terminal) {
        Words.Facts told = new Words.Facts()
                .put("Last seen", Words.time(terminal.lastSeenAt()))
                .put("Success rate", text(rate(terminal)))
                .time("Left alone until", terminal.quarantinedUntil())
                .put("Queue", queue(page, terminal.queue()))
                .foreign("Serial number", terminal.serialNumber())
                .code("Address", terminal.url())
                .code("Id", terminal.id().value())
                .time("Registered", terminal.registeredAt());
        return tag("li")
                .with("class", "panel")
                .of(
                        tag("h2").of(Words.foreign(terminal.name()), text(" "), status(terminal)),
                        told.list(),
                        tag("p").of(tag("a").with(
                                        "href", page.paymentsAt(terminal.id().value()))
                                .of("Payments at it")));
    }

    private static Html status(TerminalView terminal) {
        if (!terminal.isPaired()) {
            return Words.badge("not paired", "created");
        } else if (terminal.quarantinedUntil() != null) {
            return Words.badge("left alone", "failed");
        } else if (terminal.deviceStatus() == null) {
            return Words.badge("not heard of", "created");
        }
        return Words.badge(terminal.deviceStatus(), terminal.deviceStatus().equals("IDLE") ? "succeeded" : "pending");
    }

    private static String rate(TerminalView terminal) {
        return terminal.dialogues() == 0
                ? "no dialogues since the start"
                : terminal.answered() * PERCENT / terminal.dialogues() + " % of " + terminal.dialogues()
                        + " dialogues since the start";
    }

    private static Html queue(Page page, List<String> references) {
        return references.isEmpty()
                ? text("empty")
                : tag("ol")
                        .of(references.stream()
                                .map(reference -> tag("li").of(order(page, reference)))
                                .toList());
    }

    private static Html order(Page page, String reference) {
        return IntentId.ofDownstreamReference(reference)
                .map(id -> tag("a").with("href", page.payment(id.value())).of(Words.code(reference)))
                .orElseGet(() -> Words.code(reference));
    }
}
