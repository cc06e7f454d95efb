package io.quittance.terminal.simulator;

import io.quittance.terminal.simulator.DeviceEffect.Answer;
import io.quittance.terminal.simulator.DeviceEffect.Wake;
import io.quittance.terminal.simulator.DeviceInput.Asked;
import io.quittance.terminal.simulator.DeviceState.Otp;
import io.quittance.terminal.simulator.DeviceState.Phase;
import io.quittance.terminal.simulator.LedgerEntry.Item;
import io.quittance.terminal.simulator.LedgerEntry.Settlement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a terminal does about whatever happens to it (source-systems 5.2 to 5.7). Pure: from a moment and an input to
 * the next state and a list of effects. What a transaction does stands in {@link DialogueRules}.
 */
final class DeviceRules {

    private final SimulatorSettings settings;
    private final DeviceAnswers answers;
    private final DialogueRules dialogues;

    DeviceRules(SimulatorSettings settings) {
        this.settings = settings;
        this.answers = new DeviceAnswers(settings);
        this.dialogues = new DialogueRules(settings, answers);
    }

    Step decide(Moment at, DeviceInput input) {
        if (input instanceof Asked asked) {
            return asked(at, asked);
        } else if (input instanceof DeviceInput.Pressed pressed) {
            return dialogues.pressed(at, pressed.button());
        } else if (input instanceof DeviceInput.Due due) {
            return due.appointment() == at.state().appointment() ? due(at) : Step.of(at.state());
        }
        return DialogueRules.reboot(at.state(), settings.bootTime());
    }

    private Step asked(Moment at, Asked asked) {
        if (at.state().phase() == Phase.SYSTEM) {
            return Step.of(at.state(), new DeviceEffect.Cut(asked.caller().line()));
        }
        try {
            return carryOut(at, asked);
        } catch (Refusal refusal) {
            return Step.of(
                    at.state(),
                    new Answer(
                            asked.caller(), DeviceAnswers.refused(asked.caller().id(), refusal), Fault.NONE));
        }
    }

    private Step carryOut(Moment at, Asked asked) throws Refusal {
        Caller caller = asked.caller();
        Command command = asked.command();
        if (command instanceof Command.Start start) {
            return dialogues.start(at, start.order(), caller, asked.fault());
        } else if (command instanceof Command.Continue wish) {
            return dialogues.continued(at, wish, caller);
        } else if (command instanceof Command.Cancel cancel) {
            return dialogues.cancel(at, cancel, caller);
        } else if (command instanceof Command.Pair pair) {
            return pair(at, pair, caller);
        } else if (command instanceof Command.Authenticate authenticate) {
            return authenticate(at, authenticate, caller);
        } else if (command == Command.Plain.SETTLEMENT) {
            return settle(at, caller);
        } else if (command == Command.Plain.REBOOT) {
            return DialogueRules.reboot(at.state(), settings.bootTime())
                    .after(new Answer(caller, answers.ok(caller.id()), Fault.NONE));
        }
        return Step.of(at.state(), new Answer(caller, answers.told(at, caller.id(), command), Fault.NONE));
    }

    private Step pair(Moment at, Command.Pair pair, Caller caller) throws Refusal {
        demandIdle(at);
        if (!pair.serialNumber().equals(settings.serialNumber())) {
            throw Params.invalid("serialNumber");
        }
        DeviceState next = at.state()
                .pairing(new Otp(
                        pair.freshOtp(), at.now().plus(settings.patience().otp())));
        return Step.of(
                next,
                new Wake(next.appointment(), settings.patience().otp()),
                new Answer(caller, answers.ok(caller.id()), Fault.NONE));
    }

    /** One try (SQ-15): a wrong one ends the pairing, too. */
    private Step authenticate(Moment at, Command.Authenticate tried, Caller caller) throws Refusal {
        Otp otp = at.state().otp();
        if (otp == null || !at.now().isBefore(otp.until())) {
            throw Refusal.state("no pairing is open");
        } else if (!otp.digits().equals(tried.otp())) {
            return Step.of(
                    at.state().idle("Pairing failed"),
                    new Answer(caller, DeviceAnswers.refused(caller.id(), Params.invalid("otp")), Fault.NONE));
        }
        return Step.of(
                at.state().paired(tried.freshKey()),
                new DeviceEffect.NewKey(tried.freshKey()),
                new Answer(caller, answers.paired(caller.id(), tried.freshKey()), Fault.NONE));
    }

    private Step settle(Moment at, Caller caller) throws Refusal {
        demandIdle(at);
        DeviceState next = at.state().settling(caller);
        return Step.of(next, new Wake(next.appointment(), settings.patience().host()));
    }

    static void demandIdle(Moment at) throws Refusal {
        if (at.state().phase() != Phase.IDLE) {
            throw Refusal.state("the device is busy");
        }
    }

    /** The one thing that the device waited for is there. */
    private Step due(Moment at) {
        return switch (at.state().phase()) {
            case IDLE -> Step.of(at.state());
            case PAIRING -> Step.of(at.state().idle("Pairing timed out"));
            case SYSTEM -> Step.of(at.state().idle());
            case SETTLEMENT -> settled(at);
            case TRANSACTION, WAITING_CONTINUE_TRANSACTION -> dialogues.due(at);
        };
    }

    private Step settled(Moment at) {
        Caller caller = Objects.requireNonNull(at.state().settling());
        Settlement settlement = settlement(at);
        return Step.of(
                at.state().idle("Settled: " + settlement.transactions().size() + " transactions"),
                new DeviceEffect.Record(new LedgerEntry.Settled(settlement)),
                new Answer(caller, answers.settled(caller.id(), settlement), Fault.NONE));
    }

    private Settlement settlement(Moment at) {
        int number = at.ledger().settlements().size() + 1;
        List<TerminalTransaction> captured = at.ledger().transactions().stream()
                .filter(each -> each.status().equals(TerminalTransaction.CAPTURED))
                .toList();
        return new Settlement(
                at.now(),
                settings.terminalId() + String.format(Locale.ROOT, "%06d", number),
                String.valueOf(number),
                captured.stream().mapToLong(TerminalTransaction::taken).sum(),
                captured.stream()
                        .map(each -> new Item(each.referenceId(), each.transactionId()))
                        .toList());
    }
}
