package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.support.Given;
import io.quittance.engine.token.TokenEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every stage of an intent × every command and every event, as the rules and the fold decide them. What they decide is
 * a page that people read; a change of the rules is a change of that page, and is seen in review.
 */
final class LifecycleTest {

    private static final Path PAGE = Path.of("docs", "intent-lifecycle.md");

    private static final Map<String, Request> COMMANDS = commands();
    private static final Map<String, IntentEvent> EVENTS = events();

    @Test
    void isThePage() throws IOException {
        String page = page();
        if (Boolean.getBoolean("quittance.write-docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("engine/docs/intent-lifecycle.md; write it again with -Dquittance.write-docs=true")
                .isEqualTo(page);
    }

    /**
     * Goal: no command is forgotten. Method: a command either records, answers, or refuses with a code; never throws.
     */
    @Test
    void decidesEveryCommandAtEveryStage() {
        for (Stage stage : Stage.values()) {
            COMMANDS.forEach((name, request) ->
                    assertThat(Decisions.decideInWords(stage.state(), request)).isNotBlank());
        }
    }

    /** Goal: what the rules record, the fold takes. Method: every decision to record, at every stage. */
    @Test
    void recordsOnlyWhatCanFollow() {
        for (Stage stage : Stage.values()) {
            COMMANDS.values().forEach(request -> {
                if (Decisions.decide(stage.state(), request) instanceof IntentDecision.Record record) {
                    assertThat(Events.fold(stage.state(), record.events())).isInstanceOf(IntentState.Known.class);
                }
            });
        }
    }

    private static String page() {
        return """
                # The life of a payment intent

                Written by `LifecycleTest` from the rules and the fold themselves; not by hand.

                ## Stages

                ```mermaid
                stateDiagram-v2
                    [*] --> Absent
                """ + edges()
                + """
                ```

                Reversals run beside any of these, when an approval comes for an attempt that was closed without one.

                ## What a command does at each stage

                A new key each time. "records" is durable before anything leaves; a code in capitals is a refusal,
                without any effect; "tells" answers with the intent as it stands.

                """ + table(COMMANDS, LifecycleTest::decided)
                + """

                ## Which event can follow

                """ + table(EVENTS, LifecycleTest::follows);
    }

    private static String edges() {
        TreeSet<String> edges = new TreeSet<>();
        for (Stage stage : Stage.values()) {
            EVENTS.forEach((name, event) -> {
                String to = follows(stage, event);
                String from = stage.state().getClass().getSimpleName();
                if (!to.equals("–") && !to.equals(from)) {
                    edges.add("    " + from + " --> " + to + " : " + name + "\n");
                }
            });
        }
        return String.join("", edges);
    }

    private static <T> String table(Map<String, T> columns, Cell<T> cell) {
        String head = "| stage | " + String.join(" | ", columns.keySet()) + " |\n" + "|---".repeat(columns.size() + 1)
                + "|\n";
        return head
                + Arrays.stream(Stage.values())
                        .map(stage -> "| " + stage.name().toLowerCase(Locale.ROOT) + " | "
                                + columns.values().stream()
                                        .map(column -> cell.of(stage, column))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private interface Cell<T> {
        String of(Stage stage, T column);
    }

    private static String decided(Stage stage, Request request) {
        return Decisions.decideInWords(stage.state(), request)
                .replace("refuses ", "`")
                .replaceAll("^(`.*)$", "$1`")
                .replace(" as the maker", "");
    }

    private static String follows(Stage stage, IntentEvent event) {
        try {
            return stage.state().apply(event).getClass().getSimpleName();
        } catch (IllegalStateException | IndexOutOfBoundsException impossible) {
            return "–";
        }
    }

    private static Map<String, Request> commands() {
        Map<String, Request> commands = new LinkedHashMap<>();
        commands.put("create (manual)", Decisions.createFor(Events.MANUAL, "c"));
        commands.put("attempt", Decisions.attempt(null, "a"));
        Stream.of(Verb.values())
                .forEach(verb -> commands.put(
                        verb.segment(), Decisions.operate(OperationRequest.all(verb), "v-" + verb.segment())));
        commands.put("capture 1", Decisions.operate(OperationRequest.of(Verb.CAPTURE, 1), "p1"));
        commands.put("refund 1", Decisions.operate(OperationRequest.of(Verb.REFUND, 1), "p2"));
        commands.put("refund 9999", Decisions.operate(OperationRequest.of(Verb.REFUND, 9_999), "p3"));
        commands.put("issue token", Tokens.issue(null, null));
        commands.put("use token 1", Tokens.use(1));
        commands.put("token 1 passed", Tokens.said(1, Tokens.PASSED));
        commands.put("token 1 challenged", Tokens.said(1, Tokens.challenge(Given.NOW.plusSeconds(60))));
        commands.put("token 1 rejected", Tokens.said(1, Tokens.REJECTED));
        commands.put("resume token 1", Tokens.resume(1));
        commands.put("revoke token 1", Tokens.revoke(1));
        commands.put("resolution", Decisions.resolve(Resolution.Verdict.NOT_PROCESSED));
        return commands;
    }

    private static Map<String, IntentEvent> events() {
        Map<String, IntentEvent> events = new LinkedHashMap<>();
        events.put("created", Events.created(null));
        events.put("attempt 1", Events.started(1, "k"));
        events.put("attempt 2", Events.started(2, "k"));
        events.put("1 progressed", new IntentEvent.AttemptProgressed(Given.NOW, 1, PayerStep.WAITING_FOR_CARD));
        events.put("1 requires action", Events.actionRequired(1));
        events.put("1 in doubt", Events.inDoubt(1));
        events.put("1 approved", Events.approved(1));
        events.put("1 authorised", Events.authorized(1));
        events.put("1 declined", Events.declined(1));
        events.put("1 not processed", Events.notProcessed(1));
        events.put("canceled", Events.canceled());
        events.put("expired", Events.expired());
        events.put("settled", Events.settled());
        events.put("operation 1", Events.operation(1, OperationKind.CAPTURE, 1250));
        events.put("operation 1 approved", Events.operationApproved(1, OperationKind.CAPTURE));
        events.put("operation 1 declined", Events.operationDeclined(1, OperationKind.CAPTURE));
        events.put("late approval of 1", Events.lateApproval(1));
        events.put("token 1 named", Tokens.named(1));
        events.put("token 1 issued", Tokens.issued(1, true));
        events.put("token 2 issued", Tokens.issued(2, false));
        events.put("token 1 used", Tokens.used(1));
        events.put("token 1 challenged", Tokens.challenged(1));
        events.put("token 1 authenticated", Tokens.authenticated(1));
        events.put("token 1 paused", Tokens.paused(1));
        events.put("token 1 resumed", Tokens.resumed(1));
        events.put("token 1 revoked", Tokens.ended(1, TokenEnd.REVOKED));
        events.put("webhook 1 owed", Listening.owed(1, Listening.ONE));
        events.put("webhook 1 tried", Listening.taken(1, Listening.ONE));
        events.put("webhook 1 exhausted", new NotificationEvent.WebhookExhausted(Given.NOW, 1, Listening.ONE));
        events.put("endpoint disabled", new NotificationEvent.EndpointDisabled(Given.NOW, Listening.ONE, "gone"));
        return events;
    }
}
