package io.quittance.api.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Time and order of one simulation. Whatever can run next waits in one list, and one at random is taken; time moves
 * only when nothing can run. Steps are taken by one thread; while an engine starts, its helper thread adds work too.
 */
final class World {

    private static final Instant BEGIN = Instant.parse("2027-01-04T08:00:00Z");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Trace trace = new Trace();
    private final List<Task> ready = new ArrayList<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final SplittableRandom order;
    private final SplittableRandom chance;
    private long nanos;
    private long wallOffsetMillis;
    private boolean wasSetBack;
    private long alarmsSet;
    private long steps;

    private record Task(Lane lane, Runnable work) {}

    /** Something that becomes ready later. */
    static final class Alarm implements Comparable<Alarm> {
        private final Lane lane;
        private final long due;
        private final long number;
        private final Runnable ring;
        private boolean isCancelled;
        private boolean rang;

        private Alarm(Lane lane, long due, long number, Runnable ring) {
            this.lane = lane;
            this.due = due;
            this.number = number;
            this.ring = ring;
        }

        @Override
        public int compareTo(Alarm other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(number, other.number);
        }
    }

    /** What is outside the engine: shops, acquirer, the journal's disk. */
    private final Lane outside = new Lane(this, 0);

    World(long seed) {
        SplittableRandom all = new SplittableRandom(seed);
        this.order = all.split();
        this.chance = all.split();
    }

    /** Chance for what is not the order of steps. */
    SplittableRandom chance() {
        return chance;
    }

    boolean happens(int permille) {
        return permille > 0 && chance.nextInt(1000) < permille;
    }

    Trace trace() {
        return trace;
    }

    void note(String words) {
        trace.note(elapsed(), words);
    }

    long steps() {
        return steps;
    }

    /** Virtual milliseconds since the beginning; never jumps. */
    synchronized long elapsed() {
        return nanos / NANOS_PER_MILLI;
    }

    /** What the engine believes the time to be; jumps. */
    Instant instant() {
        return BEGIN.plusMillis(elapsed() + wallOffsetMillis);
    }

    void jump(Duration by) {
        wallOffsetMillis += by.toMillis();
        wasSetBack |= by.isNegative();
    }

    /** Whether the wall clock once showed the same time again: what was to happen at a time may come earlier. */
    boolean wasSetBack() {
        return wasSetBack;
    }

    /** Runs something outside the engine after this many virtual milliseconds. */
    void after(long millis, Runnable work) {
        ring(outside, millis * NANOS_PER_MILLI, () -> ready(outside, work));
    }

    synchronized void ready(Lane lane, Runnable work) {
        if (lane.isAlive()) {
            ready.add(new Task(lane, work));
        }
    }

    synchronized Alarm ring(Lane lane, long delayNanos, Runnable ring) {
        Alarm alarm = new Alarm(lane, nanos + Math.max(0, delayNanos), alarmsSet++, ring);
        if (lane.isAlive()) {
            alarms.add(alarm);
        }
        return alarm;
    }

    synchronized boolean cancel(Alarm alarm) {
        boolean cancels = !alarm.isCancelled && !alarm.rang;
        alarm.isCancelled = true;
        return cancels;
    }

    synchronized boolean isCancelled(Alarm alarm) {
        return alarm.isCancelled;
    }

    /** A process died: nothing that it had begun goes on. */
    synchronized void forget(Lane lane) {
        ready.removeIf(task -> task.lane == lane);
        alarms.removeIf(alarm -> alarm.lane == lane);
    }

    /** Takes one step, or lets time pass to the next alarm when nothing can run; false when nothing ever will. */
    boolean advance() {
        Runnable work = next();
        if (work != null) {
            steps++;
            work.run();
            return true;
        }
        return ringNext();
    }

    private synchronized @Nullable Runnable next() {
        if (ready.isEmpty()) {
            return null;
        }
        int chosen = order.nextInt(ready.size());
        trace.step(chosen, ready.size());
        Task task = ready.get(chosen);
        ready.set(chosen, ready.get(ready.size() - 1));
        ready.remove(ready.size() - 1);
        return task.work;
    }

    private boolean ringNext() {
        List<Alarm> due = new ArrayList<>();
        synchronized (this) {
            while (!alarms.isEmpty() && (due.isEmpty() || alarms.peek().due == nanos)) {
                Alarm alarm = alarms.remove();
                if (!alarm.isCancelled) {
                    nanos = alarm.due;
                    alarm.rang = true;
                    due.add(alarm);
                }
            }
        }
        due.forEach(alarm -> alarm.ring.run());
        return !due.isEmpty();
    }
}
