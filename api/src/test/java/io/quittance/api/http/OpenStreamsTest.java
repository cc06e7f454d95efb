package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.UniqueKillSwitch;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.quittance.engine.Limits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OpenStreamsTest {

    private static ActorSystem system;

    private final OpenStreams streams = new OpenStreams();

    @BeforeAll
    static void start() {
        system = ActorSystem.create();
    }

    @AfterAll
    static void stop() {
        system.terminate();
    }

    @Test
    void aKeyHasRoomForSoManyAndGetsItBack() {
        List<UniqueKillSwitch> running = run("key-1", Limits.FEED_STREAMS_PER_KEY_MAX);

        await().untilAsserted(() -> assertThat(streams.hasRoomFor("key-1")).isFalse());
        assertThat(streams.hasRoomFor("key-2")).isTrue();

        running.get(0).shutdown();
        await().untilAsserted(() -> assertThat(streams.hasRoomFor("key-1")).isTrue());
    }

    @Test
    void allKeysTogetherHaveRoomForSoMany() {
        for (int i = 0; i < Limits.FEED_STREAMS_MAX; i++) {
            run("key-" + i, 1);
        }

        await().untilAsserted(() -> assertThat(streams.hasRoomFor("another")).isFalse());
    }

    /** Goal: a connection that broke before its answer was sent costs nothing. Method: streams that are never run. */
    @Test
    void aStreamThatNeverRunsIsNotCounted() {
        for (int i = 0; i < 2 * Limits.FEED_STREAMS_MAX; i++) {
            assertThat(streams.counted("key-1", Source.<String>never())).isNotNull();
        }

        assertThat(streams.hasRoomFor("key-1")).isTrue();
    }

    private List<UniqueKillSwitch> run(String key, int count) {
        List<UniqueKillSwitch> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(streams.counted(key, Source.<String>never())
                    .viaMat(KillSwitches.single(), Keep.right())
                    .to(Sink.ignore())
                    .run(system));
        }
        return running;
    }
}
