package io.quittance.engine.intent;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.typed.DispatcherSelector;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Availability;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.support.Given;
import io.quittance.engine.support.ScriptedProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is woken, when, and how many at once. */
final class DueListSweepTest {

    private static final String CALLING_THREAD = "akka.test.calling-thread-dispatcher";
    private static final Duration STEP = Limits.DUE_LIST_STEP;

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final List<String> told = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private final ScriptedProcessor processor = new ScriptedProcessor();
    private final Availability counterparty = new Availability(processor);
    private boolean isReadable = true;
    private boolean isBroken;
    private CompletableFuture<Void> slow;

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void wakesWhatIsDueNowAndWhatFallsDueLater() {
        owe("a", Given.NOW.minusSeconds(5));
        start();
        assertThat(told).containsExactly("a Wake");

        told.clear();
        owe("b", Given.NOW);
        time.timePasses(STEP);
        assertThat(told).containsExactly("a Wake", "b Wake");
    }

    /** What a former process left open a moment ago has nobody who looks after it, overdue or not. */
    @Test
    void looksAheadAtTheStartAndNotLater() {
        start();
        time.timePasses(STEP);

        assertThat(asked).containsExactly(Given.NOW.plus(Limits.COUNTERPARTY_ANSWER), Given.NOW);
    }

    @Test
    void wakesNoStormAfterALongOutage() {
        IntStream.range(0, Limits.WAKE_PER_SECOND * 2 + 10).forEach(n -> owe("many-" + n, Given.NOW.minusSeconds(n)));
        start();
        assertThat(told).hasSize(Limits.WAKE_PER_SECOND);

        time.timePasses(STEP);
        assertThat(told).hasSize(Limits.WAKE_PER_SECOND * 2);
        time.timePasses(STEP);
        assertThat(told).hasSize(Limits.WAKE_PER_SECOND * 2 + 10).doesNotHaveDuplicates();
    }

    @Test
    void outlivesAListThatThrows() {
        isBroken = true;
        owe("a", Given.NOW);
        start();

        isBroken = false;
        time.timePasses(STEP);
        assertThat(told).containsExactly("a Wake");
    }

    @Test
    void readsAgainWhatCouldNotBeRead() {
        isReadable = false;
        owe("a", Given.NOW);
        start();
        assertThat(told).isEmpty();

        isReadable = true;
        time.timePasses(STEP);
        assertThat(told).containsExactly("a Wake");
    }

    @Test
    void asksAboutEveryDoubtWhenTheCounterpartyIsBack() {
        owe("a", Given.NOW.minusSeconds(1));
        owe("b", Given.NOW);
        start();
        noAnswer();
        told.clear();

        answer();
        time.timePasses(STEP);
        assertThat(told).containsExactly("a Wake", "a Inquire", "b Wake", "b Inquire");

        told.clear();
        time.timePasses(STEP);
        assertThat(told).containsExactly("a Wake", "b Wake");
    }

    /**
     * Goal: nobody at the head of the list is passed over. Method: the return comes while a later page is being read.
     */
    @Test
    void beginsAtTheHeadWhenTheCounterpartyComesBackInTheMiddleOfARound() {
        IntStream.range(0, Limits.WAKE_PER_SECOND * 2).forEach(n -> owe("many-" + n, Given.NOW.minusSeconds(n)));
        start();
        noAnswer();
        slow = new CompletableFuture<>();
        time.timePasses(STEP);
        told.clear();

        answer();
        slow.complete(null);
        slow = null;
        time.timePasses(STEP);

        assertThat(told).filteredOn(word -> word.endsWith("Inquire")).hasSize(Limits.WAKE_PER_SECOND);
        assertThat(told).contains("many-" + (Limits.WAKE_PER_SECOND * 2 - 1) + " Inquire");
    }

    @Test
    void asksAboutOneDoubtWhileTheCounterpartyIsAway() {
        owe("old", Given.NOW.minusSeconds(60));
        owe("new", Given.NOW);
        start();
        noAnswer();
        told.clear();

        time.timePasses(Limits.PROBE_STEP);

        assertThat(told).filteredOn(word -> word.endsWith("Inquire")).containsExactly("old Inquire");
    }

    /** Goal: a line that flickers makes no storm of inquiries. Method: gone and back many times within one step. */
    @Test
    void asksAboutAllAtMostOncePerProbe() {
        owe("a", Given.NOW);
        start();
        for (int i = 0; i < 5; i++) {
            noAnswer();
            answer();
            time.timePasses(STEP);
        }

        assertThat(told).filteredOn(word -> word.endsWith("Inquire")).hasSize(1);
    }

    private void start() {
        kit.spawn(
                DueListSweep.create(this::list, () -> Given.NOW, counterparty, directory()),
                DispatcherSelector.fromConfig(CALLING_THREAD));
    }

    private CompletionStage<List<Due>> list(Instant by, Due after, int most) {
        if (isBroken) {
            throw new IllegalStateException("the read model is closed");
        } else if (!isReadable) {
            return CompletableFuture.failedFuture(new IllegalStateException("the read model is away"));
        }
        if (after == null) {
            asked.add(by);
        }
        Comparator<Due> order =
                Comparator.comparing(Due::dueAt).thenComparing(one -> one.id().value());
        List<Due> page = due.stream()
                .filter(one -> !one.dueAt().isAfter(by) && (after == null || order.compare(one, after) > 0))
                .sorted(order)
                .limit(most)
                .toList();
        return slow == null ? CompletableFuture.completedFuture(page) : slow.thenApply(read -> page);
    }

    private IntentDirectory directory() {
        return new IntentDirectory() {
            @Override
            public void tell(IntentId id, IntentCommand command) {
                told.add(nameOf(id) + " " + command.getClass().getSimpleName());
            }

            @Override
            public void leave(IntentId id) {
                throw new AssertionError("nobody is told to leave");
            }
        };
    }

    private final List<String> names = new ArrayList<>();

    private void owe(String name, Instant since) {
        names.add(name);
        due.add(new Due(IntentId.ofReference(Given.SHOP, name), since));
    }

    private String nameOf(IntentId id) {
        return names.stream()
                .filter(name -> IntentId.ofReference(Given.SHOP, name).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void noAnswer() {
        var unused = counterparty.inquire(Given.inquiry("pi_x-1"));
        processor.answer().complete(new InquiryAnswer.NoAnswer("refused"));
    }

    private void answer() {
        var unused = counterparty.inquire(Given.inquiry("pi_x-1"));
        processor.answer().complete(new InquiryAnswer.Found(new AttemptOutcome.Approved(Events.APPROVAL)));
    }
}
