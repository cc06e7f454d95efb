package io.quittance.terminal.simulator;

import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import io.quittance.terminal.simulator.DeviceEffect.Answer;
import io.quittance.terminal.simulator.DeviceState.Phase;
import io.quittance.terminal.simulator.wire.Desk;
import io.quittance.terminal.simulator.wire.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device: one thread that decides by {@link DeviceRules} and does what was decided. Safe for any thread; what comes
 * from a port is only queued there. After a write that failed it takes no connection any more: only a new start knows
 * what is in its ledger.
 */
final class Device implements Desk, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Device.class);

    static final String KEY_FILE = "api-key";

    private static final int CLOSE_SECONDS_MAX = 10;

    private final SimulatorSettings settings;
    private final InstantSource clock;
    private final ActorSystem system;
    private final OwnDirectory directory;
    private final DeviceLedger ledger;
    private final DeviceRules rules;
    private final CommandReader reader;
    private final JsonRpcCodec codec = JsonRpcCodec.ofTerminals();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "terminal-device");
        made.setDaemon(true);
        return made;
    });

    /** Of the device's thread, like what follows. */
    private final MissedAnswers missed = new MissedAnswers();

    private final Deque<Fault> injected = new ArrayDeque<>();

    private volatile Runnable cutAll = () -> {};
    private volatile DeviceState state;
    private volatile boolean isBroken;

    /** Opens or makes the ledger. */
    Device(SimulatorSettings settings, InstantSource clock, ActorSystem system, OwnDirectory directory, String key)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.system = system;
        this.directory = directory;
        this.ledger = DeviceLedger.open(directory);
        this.rules = new DeviceRules(settings);
        this.reader = new CommandReader(settings.secrets());
        this.state = DeviceState.fresh(key);
    }

    /** @param cut ends every connection of every port */
    void cutsBy(Runnable cut) {
        cutAll = cut;
    }

    @Override
    public boolean isUp() {
        return !isBroken && state.phase() != Phase.SYSTEM;
    }

    @Override
    public String key() {
        return state.key();
    }

    @Override
    public void take(Line line, byte[] message, boolean isKnown) {
        later(() -> read(line, message, isKnown));
    }

    @Override
    public void back(Line line) {
        later(() -> missed.back(line));
    }

    @Override
    public void gone(Line line) {
        later(() -> missed.gone(line));
    }

    @Override
    public void undelivered(byte[] message) {
        later(() -> missed.add(message));
    }

    private void read(Line line, byte[] bytes, boolean isKnown) {
        try {
            JsonRpcMessage message = codec.read(bytes);
            if (message instanceof JsonRpcMessage.Request request
                    && (isKnown || CommandReader.WITHOUT_KEY.contains(request.method()))) {
                ask(new Caller(line, request.id(), CommandReader.KEPT.contains(request.method())), request);
            } else if (isKnown) {
                say(line, invalid());
            } else {
                line.refuse();
            }
        } catch (MalformedFrame e) {
            if (isKnown) {
                say(line, e.answer());
            } else {
                line.refuse();
            }
        }
    }

    /** A notification to a device, and an answer to nothing. */
    private static JsonRpcMessage invalid() {
        return new JsonRpcMessage.Error(
                null,
                JsonRpcMessage.Error.INVALID_REQUEST,
                "Invalid Request: only requests with an id are taken",
                null);
    }

    private void say(Line line, JsonRpcMessage message) {
        line.answer(codec.write(message), false);
    }

    private void ask(Caller caller, JsonRpcMessage.Request request) {
        try {
            Command command = reader.read(request);
            step(new DeviceInput.Asked(caller, command, faultOf(command)));
        } catch (Refusal refusal) {
            say(caller.line(), DeviceAnswers.refused(caller.id(), refusal));
        }
    }

    /** A fault is used up by a transaction that can begin. */
    private Fault faultOf(Command command) {
        if (!(command instanceof Command.Start) || state.phase() != Phase.IDLE) {
            return Fault.NONE;
        }
        Fault asked = injected.poll();
        return asked == null ? settings.faults().next(settings.chance()) : asked;
    }

    private void step(DeviceInput input) {
        Step step = rules.decide(new Moment(state, ledger, clock.instant()), input);
        state = step.state();
        try {
            for (DeviceEffect effect : step.effects()) {
                perform(effect);
            }
        } catch (IOException e) {
            LOG.error("the device's memory failed; it takes no connection until a new start", e);
            isBroken = true;
            cutAll.run();
        }
    }

    private void perform(DeviceEffect effect) throws IOException {
        if (effect instanceof DeviceEffect.Record record) {
            ledger.append(record.entry());
        } else if (effect instanceof Answer answer) {
            answer(answer);
        } else if (effect instanceof DeviceEffect.Tell tell) {
            tell.line().tell(codec.write(tell.event()));
        } else if (effect instanceof DeviceEffect.Wake wake) {
            after(wake.after(), () -> step(new DeviceInput.Due(wake.appointment())));
        } else if (effect instanceof DeviceEffect.NewKey made) {
            directory.write(KEY_FILE, made.key().getBytes(StandardCharsets.US_ASCII));
        } else if (effect instanceof DeviceEffect.Cut cut) {
            cut.line().cut();
        } else if (effect instanceof DeviceEffect.Hush hush) {
            hush.line().hush();
        } else {
            missed.forget();
            cutAll.run();
        }
    }

    private void answer(Answer answer) {
        Line line = answer.caller().line();
        boolean isKept = answer.caller().isKept();
        byte[] message = codec.write(answer.message());
        switch (answer.fault().kind()) {
            case SILENT, NO_ANSWER -> LOG.debug("an answer is kept back on purpose");
            case DROP_AFTER -> {
                line.cut();
                line.answer(message, isKept);
            }
            case DELAY_ANSWER -> after(answer.fault().delay(), () -> line.answer(message, isKept));
            case DUPLICATE_ANSWER -> {
                line.answer(message, isKept);
                line.answer(message, false);
            }
            default -> line.answer(message, isKept);
        }
    }

    private void after(Duration wait, Runnable work) {
        Cancellable unused = system.scheduler().scheduleOnce(wait, () -> later(work), system.dispatcher());
    }

    private void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the device is closed");
        }
    }

    /** Does it on the device's thread and waits for it. */
    private <T> T now(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread).join();
    }

    /** The same for what happens to the device. */
    void happen(DeviceInput input) {
        now(() -> {
            step(input);
            return input;
        });
    }

    /** The same, later; completes with true. */
    CompletionStage<Boolean> soon(DeviceInput input) {
        return CompletableFuture.supplyAsync(
                () -> {
                    step(input);
                    return true;
                },
                thread);
    }

    /** The newest transactions, newest first. */
    CompletionStage<List<TerminalTransaction>> newest(int most) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<TerminalTransaction> all = ledger.transactions();
                    List<TerminalTransaction> newest =
                            new ArrayList<>(all.subList(Math.max(0, all.size() - most), all.size()));
                    Collections.reverse(newest);
                    return newest;
                },
                thread);
    }

    void inject(Fault fault) {
        now(() -> injected.add(fault));
    }

    DeviceScreen look() {
        return ScreenText.of(state);
    }

    List<TerminalTransaction> transactions() {
        return now(() -> List.copyOf(ledger.transactions()));
    }

    int timesTaken(String referenceId) {
        return now(() -> ledger.timesTaken(referenceId));
    }

    /** What was queued is still done, and nothing afterwards. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("the device did not come to its end in time");
            }
            ledger.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
