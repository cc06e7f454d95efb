package io.quittance.engine.directory;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.Behaviors;
import io.quittance.engine.Limits;
import io.quittance.engine.directory.LocalDirectory.Deliver;
import io.quittance.engine.directory.LocalDirectory.Leave;
import io.quittance.engine.directory.LocalDirectory.Message;
import io.quittance.engine.support.Given;
import io.quittance.engine.support.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LocalDirectoryTest {

    private static final Duration QUIET = Duration.ofMillis(100);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<String> heard = kit.createTestProbe();
    private final ManualClock clock = new ManualClock(Given.NOW);
    private final Map<String, Integer> lives = new ConcurrentHashMap<>();
    private final Map<String, ActorRef<String>> actors = new ConcurrentHashMap<>();
    private final ActorRef<Message<String>> directory = directory(Duration.ofHours(1));

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void keepsOneActorPerName() {
        deliver("a", "x");
        deliver("b", "x");
        deliver("a", "y");

        assertThat(next(3)).containsExactlyInAnyOrder("a1 hears x", "b1 hears x", "a1 hears y");
    }

    @Test
    void startsASuccessorAfterOneHasLeft() {
        deliver("a", "x");
        directory.tell(new Leave<>("a"));
        assertThat(next(2)).containsExactly("a1 hears x", "a1 is gone");

        deliver("a", "y");
        assertThat(next(1)).containsExactly("a2 hears y");
    }

    @Test
    void keepsWhatArrivesDuringALeavingForTheSuccessor() {
        deliver("slow", "x");
        directory.tell(new Leave<>("slow"));
        assertThat(next(2)).containsExactly("slow1 hears x", "slow1 takes its time");

        deliver("slow", "y");
        deliver("slow", "z");
        heard.expectNoMessage(QUIET);
        actors.get("slow").tell("go");

        assertThat(next(3)).containsExactly("slow1 is gone", "slow2 hears y", "slow2 hears z");
    }

    /** Goal: no message is lost, doubled or overtaken. Method: an actor that leaves between any two of a thousand. */
    @Test
    void losesNoMessageBetweenTwoLives() {
        IntStream.range(0, 1_000).forEach(number -> {
            deliver("a", "message " + number);
            if (number % 7 == 0) {
                directory.tell(new Leave<>("a"));
            }
        });
        deliver("a", "last");

        List<String> messages = heard
                .fishForMessage(
                        Duration.ofSeconds(10),
                        line -> line.endsWith("last")
                                ? FishingOutcomes.complete()
                                : FishingOutcomes.continueAndCollect())
                .stream()
                .filter(line -> line.contains("message"))
                .map(line -> line.substring(line.indexOf("message")))
                .toList();

        assertThat(messages)
                .isEqualTo(
                        IntStream.range(0, 1_000).mapToObj(n -> "message " + n).toList());
        assertThat(lives.get("a")).isGreaterThan(1);
    }

    /** Goal: who hears nothing is told so, once per idle time, oldest first. Method: a clock that is moved by hand. */
    @Test
    void tellsWhoHearsNothing() {
        Duration idle = Duration.ofMillis(40);
        ActorRef<Message<String>> brisk = directory(idle);
        brisk.tell(new Deliver<>("a", "x"));
        brisk.tell(new Deliver<>("b", "x"));
        assertThat(next(2)).containsExactlyInAnyOrder("a1 hears x", "b1 hears x");

        clock.advance(idle.minusMillis(1));
        brisk.tell(new Deliver<>("a", "y"));
        assertThat(next(1)).containsExactly("a1 hears y");
        heard.expectNoMessage(QUIET);

        clock.advance(Duration.ofMillis(1));
        assertThat(next(1)).containsExactly("b1 hears idle");
        heard.expectNoMessage(QUIET);

        clock.advance(idle);
        assertThat(next(2)).containsExactlyInAnyOrder("a1 hears idle", "b1 hears idle");
    }

    /** Goal: nobody is stopped in the middle of new work. Method: a message between being told idle and leaving. */
    @Test
    void keepsWhoHeardOfNewWorkBeforeItAskedToLeave() {
        Duration idle = Duration.ofMillis(40);
        ActorRef<Message<String>> brisk = directory(idle);
        brisk.tell(new Deliver<>("a", "x"));
        assertThat(next(1)).containsExactly("a1 hears x");
        clock.advance(idle);
        assertThat(next(1)).containsExactly("a1 hears idle");

        brisk.tell(new Deliver<>("a", "new work"));
        brisk.tell(new Leave<>("a"));
        assertThat(next(1)).containsExactly("a1 hears new work");
        heard.expectNoMessage(QUIET);

        clock.advance(idle);
        assertThat(next(1)).containsExactly("a1 hears idle");
        brisk.tell(new Leave<>("a"));
        assertThat(next(1)).containsExactly("a1 is gone");
    }

    @Test
    void stopsByForceWhatDoesNotStop() {
        stick("stubborn");
        deliver("stubborn", "y");

        clock.advance(LocalDirectory.STOP_OVERDUE);
        deliver("stubborn", "z");
        directoryHasHeardAll();
        heard.expectNoMessage(QUIET);

        clock.advance(Duration.ofMillis(1));
        deliver("stubborn", "next");
        assertThat(next(4))
                .containsExactly("stubborn1 is gone", "stubborn2 hears y", "stubborn2 hears z", "stubborn2 hears next");
    }

    /** Goal: no successor reads a journal that its forerunner still writes. Akka gives a write up after 30 s. */
    @Test
    void aStopByForceWaitsLongerThanAWriteMayTake() {
        assertThat(LocalDirectory.STOP_OVERDUE).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void doesNotGiveAStuckActorMoreTimeBecauseItIsToldAgain() {
        stick("stubborn");
        clock.advance(LocalDirectory.STOP_OVERDUE);
        directory.tell(new Leave<>("stubborn"));
        directoryHasHeardAll();

        clock.advance(Duration.ofMillis(1));
        deliver("stubborn", "y");

        assertThat(next(2)).containsExactly("stubborn1 is gone", "stubborn2 hears y");
    }

    /** Goal: a stuck actor is never stuck for good. Method: its waiting room is full before it is overdue. */
    @Test
    void stopsByForceEvenWhenItsWaitingRoomIsFull() {
        stick("stubborn");
        IntStream.rangeClosed(1, Limits.MESSAGES_PER_LEAVING_INTENT_MAX + 1)
                .forEach(n -> deliver("stubborn", "waits " + n));
        directoryHasHeardAll();

        clock.advance(LocalDirectory.STOP_OVERDUE.plusMillis(1));
        deliver("stubborn", "one too many");
        deliver("stubborn", "after");

        List<String> lines = next(Limits.MESSAGES_PER_LEAVING_INTENT_MAX + 1);
        assertThat(lines.get(0)).isEqualTo("stubborn1 is gone");
        assertThat(lines.subList(1, lines.size()))
                .isEqualTo(IntStream.rangeClosed(1, Limits.MESSAGES_PER_LEAVING_INTENT_MAX)
                        .mapToObj(n -> "stubborn2 hears waits " + n)
                        .toList());
    }

    @Test
    void tellsWhoDiedAndOfWhatAndStartsAgain() {
        deliver("a", "die");
        assertThat(next(2)).containsExactlyInAnyOrder("a died of nothing special", "a1 is gone");

        deliver("a", "x");
        assertThat(next(1)).containsExactly("a2 hears x");
    }

    @Test
    void keepsWhatWaitsWhenAnActorDiesWhileItLeaves() {
        stick("stubborn");
        deliver("stubborn", "y");
        actors.get("stubborn").tell("die");

        assertThat(next(3)).contains("stubborn died of nothing special").endsWith("stubborn2 hears y");
    }

    @Test
    void takesNoNoticeOfALeavingThatConcernsNobody() {
        directory.tell(new Leave<>("nobody"));
        deliver("a", "x");

        assertThat(next(1)).containsExactly("a1 hears x");
        assertThat(lives).containsOnlyKeys("a");
    }

    /** An actor that was told to stop and did not. */
    private void stick(String name) {
        deliver(name, "x");
        directory.tell(new Leave<>(name));
        assertThat(next(2)).containsExactly(name + "1 hears x", name + "1 takes its time");
    }

    /**
     * A directory hears one message after the other; so when a later one had its effect, the earlier ones had theirs.
     */
    private void directoryHasHeardAll() {
        deliver("b", "all");
        assertThat(next(1)).containsExactly("b1 hears all");
    }

    private void deliver(String name, String command) {
        directory.tell(new Deliver<>(name, command));
    }

    private List<String> next(int count) {
        return heard.receiveSeveralMessages(count);
    }

    /** Tells what it hears, and in which life. One that is not called by a single letter does not obey at once. */
    private Behavior<String> resident(String name, ActorRef<Message<String>> self) {
        return Behaviors.setup(context -> {
            String me = name + lives.merge(name, 1, Integer::sum);
            actors.put(name, context.getSelf());
            return Behaviors.receive(String.class)
                    .onMessageEquals("stop", () -> name.length() == 1 ? Behaviors.stopped() : linger(me))
                    .onMessageEquals("go", Behaviors::stopped)
                    .onMessageEquals("die", LocalDirectoryTest::die)
                    .onMessage(String.class, command -> {
                        heard.ref().tell(me + " hears " + command);
                        return Behaviors.same();
                    })
                    .onSignal(PostStop.class, stopped -> {
                        heard.ref().tell(me + " is gone");
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private Behavior<String> linger(String me) {
        heard.ref().tell(me + " takes its time");
        return Behaviors.same();
    }

    private ActorRef<Message<String>> directory(Duration idle) {
        return kit.spawn(LocalDirectory.create(
                this::resident,
                new LocalDirectory.Residency<>(idle, "idle", "stop"),
                clock,
                (name, cause) -> heard.ref().tell(name + " died of " + cause.getMessage())));
    }

    private static Behavior<String> die() {
        throw new IllegalStateException("nothing special");
    }
}
