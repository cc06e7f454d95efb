package io.quittance.terminal.simulator;

import static io.quittance.terminal.simulator.TerminalTransaction.DECLINED;

import io.quittance.terminal.protocol.TerminalError;
import io.quittance.terminal.simulator.CardScript.Payer;
import io.quittance.terminal.simulator.CardScript.Verdict;
import io.quittance.terminal.simulator.DeviceEffect.Answer;
import io.quittance.terminal.simulator.DeviceEffect.Wake;
import io.quittance.terminal.simulator.Dialogue.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What becomes of a transaction, from its request to its end. Pure. */
final class DialogueRules {

    private static final int PIN_TRIES_MAX = 3;
    private static final int PIN_DIGITS_MAX = 12;

    private static final Verdict CANCELED = new Verdict("CANCELED", DECLINED, null, null);
    private static final Verdict TIMEOUT = new Verdict("TIMEOUT", DECLINED, null, null);
    private static final Verdict CARD_BLOCKED = new Verdict("SMART_CARD_ERROR", DECLINED, null, null);

    private final SimulatorSettings settings;
    private final DeviceAnswers answers;
    private final TransactionForm form;

    DialogueRules(SimulatorSettings settings, DeviceAnswers answers) {
        this.settings = settings;
        this.answers = answers;
        this.form = new TransactionForm(settings.terminalId());
    }

    /** The order of the checks: busy, used, host; so that a reference that was used is told only to who may ask. */
    Step start(Moment at, PaymentOrder order, Caller caller, Fault fault) throws Refusal {
        if (fault.kind() == Fault.Kind.DROP_BEFORE) {
            return Step.of(at.state(), new DeviceEffect.Cut(caller.line()));
        }
        DeviceRules.demandIdle(at);
        if (order.type().isChange()) {
            TransactionForm.demandChange(at.ledger(), order);
        } else if (at.ledger().byReference(order.referenceId()).isPresent()) {
            throw Refusal.of(TerminalError.TRANSACTION_ALREADY_EXISTS, "the reference id was used");
        }
        if (!CardScript.isHostReady(order)) {
            throw Refusal.of(TerminalError.HOST_NOT_READY, "the host is not ready");
        }
        Dialogue dialogue = Dialogue.begun(order, caller, fault);
        Step begun = order.type().isChange() ? authorize(at.state(), dialogue) : waitForCard(at.state(), dialogue);
        return fault.kind() == Fault.Kind.SILENT ? begun.after(new DeviceEffect.Hush(caller.line())) : begun;
    }

    private Step waitForCard(DeviceState state, Dialogue dialogue) {
        return enter(
                state,
                dialogue.at(Stage.WAITING_FOR_CARD),
                settings.isAutomatic()
                        ? settings.cardTime()
                        : settings.patience().card());
    }

    /** The next stage, told to who wants to hear it, with its own time. */
    private Step enter(DeviceState state, Dialogue dialogue, Duration wait) {
        DeviceState next = state.in(dialogue);
        Step entered = Step.of(next, new Wake(next.appointment(), wait));
        boolean isTold = dialogue.order().notifyEvents() && !dialogue.stage().isForTheCaller();
        return isTold ? entered.after(told(dialogue, dialogue.stage().name())) : entered;
    }

    private DeviceEffect told(Dialogue dialogue, String event) {
        return new DeviceEffect.Tell(dialogue.line(), answers.event(dialogue.order(), event));
    }

    private Step cardRead(DeviceState state, Dialogue dialogue, String mode) {
        Dialogue read = dialogue.withCard(mode);
        Step next = dialogue.order().notifyUpdate() ? askCaller(state, read.at(Stage.UPDATE)) : afterCard(state, read);
        return dialogue.order().notifyEvents() ? next.after(told(dialogue, "CARD_DETECTED")) : next;
    }

    /** A card that was put in wants its PIN. */
    private Step afterCard(DeviceState state, Dialogue dialogue) {
        return Dialogue.CONTACT.equals(dialogue.entryMode())
                ? enter(
                        state,
                        dialogue.at(Stage.PIN_STARTED),
                        settings.patience().card())
                : authorize(state, dialogue);
    }

    private Step authorize(DeviceState state, Dialogue dialogue) {
        return enter(
                state,
                dialogue.at(Stage.AUTHORIZATION_STARTED),
                settings.patience().host());
    }

    /** The caller has the word, for as long as the device waits. */
    private Step askCaller(DeviceState state, Dialogue dialogue) {
        Caller caller = Objects.requireNonNull(dialogue.caller());
        return enter(state, dialogue.answered(), settings.patience().continuation())
                .after(new Answer(caller, answers.waiting(caller.id(), dialogue), dialogue.anyFault()));
    }

    Step continued(Moment at, Command.Continue wish, Caller caller) throws Refusal {
        Dialogue dialogue = at.state().dialogue();
        if (dialogue == null || !dialogue.stage().isForTheCaller()) {
            throw Refusal.state("nothing waits to be continued");
        } else if (wish.referenceId() != null
                && !wish.referenceId().equals(dialogue.order().referenceId())) {
            throw Refusal.of(TerminalError.TRANSACTION_NOT_FOUND, "another transaction waits to be continued");
        }
        PaymentOrder order = dialogue.order();
        long amount = wish.newAmount() == null ? order.amount() : wish.newAmount();
        if (amount < 1 || amount > order.amount()) {
            throw Refusal.illegal("ILLEGAL_NEW_AMOUNT", "the new amount is illegal");
        }
        String number = wish.authorizationNumber();
        if (dialogue.stage() == Stage.REFERRAL && number == null) {
            throw Refusal.of(TerminalError.MISSING_PARAM, "authorization number is missing");
        }
        String terms = wish.creditTerms() == null ? order.creditTerms() : wish.creditTerms();
        Dialogue next = dialogue.continued(caller, order.changed(amount, terms), number);
        return dialogue.stage() == Stage.UPDATE ? afterCard(at.state(), next) : authorize(at.state(), next);
    }

    Step cancel(Moment at, Command.Cancel cancel, Caller caller) throws Refusal {
        Dialogue dialogue = at.state().dialogue();
        boolean isMeant = dialogue != null && dialogue.order().referenceId().equals(cancel.referenceId());
        if (dialogue == null || !isMeant || !dialogue.stage().isCancelable()) {
            throw Refusal.state("there is nothing to cancel, or it is too late");
        }
        return end(at, dialogue, CANCELED).after(new Answer(caller, answers.ok(caller.id()), Fault.NONE));
    }

    Step pressed(Moment at, Button button) {
        Dialogue dialogue = at.state().dialogue();
        if (dialogue == null) {
            return Step.of(at.state());
        } else if (button == Button.CANCEL) {
            return dialogue.stage().isCancelable() ? end(at, dialogue, CANCELED) : Step.of(at.state());
        }
        return switch (dialogue.stage()) {
            case WAITING_FOR_CARD -> presented(at.state(), dialogue, button);
            case PIN_STARTED -> typed(at, dialogue, button);
            default -> Step.of(at.state());
        };
    }

    private Step presented(DeviceState state, Dialogue dialogue, Button button) {
        return switch (button) {
            case TAP -> cardRead(state, dialogue, Dialogue.CONTACTLESS);
            case INSERT -> cardRead(state, dialogue, Dialogue.CONTACT);
            default -> Step.of(state);
        };
    }

    private Step typed(Moment at, Dialogue dialogue, Button button) {
        int tries = dialogue.pinTries();
        int digits = Math.min(dialogue.pinDigits() + 1, PIN_DIGITS_MAX);
        return switch (button) {
            case PIN_OK -> authorize(at.state(), dialogue);
            case DIGIT -> Step.of(at.state().still(dialogue.withPin(digits, tries)));
            case CORRECT -> Step.of(at.state().still(dialogue.withPin(0, tries)));
            case WRONG_PIN ->
                tries + 1 < PIN_TRIES_MAX
                        ? Step.of(at.state().still(dialogue.withPin(0, tries + 1)))
                        : end(at, dialogue, CARD_BLOCKED);
            default -> Step.of(at.state());
        };
    }

    /** What the transaction under way waited for is there. */
    Step due(Moment at) {
        Dialogue dialogue = Objects.requireNonNull(at.state().dialogue());
        return switch (dialogue.stage()) {
            case WAITING_FOR_CARD -> settings.isAutomatic() ? paid(at, dialogue) : end(at, dialogue, TIMEOUT);
            case PIN_STARTED -> end(at, dialogue, TIMEOUT);
            case UPDATE, REFERRAL -> end(at, dialogue, CANCELED);
            case AUTHORIZATION_STARTED -> hostAnswered(at, dialogue);
        };
    }

    private Step paid(Moment at, Dialogue dialogue) {
        Payer payer = CardScript.payer(dialogue.order());
        return switch (payer) {
            case TAPS -> cardRead(at.state(), dialogue, Dialogue.CONTACTLESS);
            case CANCELS -> end(at, dialogue, CANCELED);
            case STAYS_AWAY -> end(at, dialogue, TIMEOUT);
        };
    }

    private Step hostAnswered(Moment at, Dialogue dialogue) {
        PaymentOrder order = dialogue.order();
        boolean hasTelephoned = dialogue.authorizationNumber() != null;
        if (dialogue.anyFault().kind() == Fault.Kind.REBOOT_BEFORE_HOST) {
            return reboot(at.state(), settings.bootTime());
        } else if (order.notifyReferral() && CardScript.isReferred(order) && !hasTelephoned) {
            return askCaller(at.state(), dialogue.at(Stage.REFERRAL));
        } else if (order.type().isChange()) {
            TerminalTransaction changed = TransactionForm.changed(at, order);
            return end(at, dialogue, new LedgerEntry.Changed(changed), changed);
        }
        return end(at, dialogue, CardScript.verdict(order, hasTelephoned));
    }

    private Step end(Moment at, Dialogue dialogue, Verdict verdict) {
        TerminalTransaction made = form.made(at, dialogue, verdict);
        return end(at, dialogue, new LedgerEntry.Made(made), made);
    }

    /** What is told was recorded; a device that starts anew tells nothing. */
    private Step end(Moment at, Dialogue dialogue, LedgerEntry entry, TerminalTransaction told) {
        DeviceEffect recorded = new DeviceEffect.Record(entry);
        Fault fault = dialogue.anyFault();
        if (fault.kind() == Fault.Kind.REBOOT_AFTER_HOST
                && !told.transactionId().isEmpty()) {
            return reboot(at.state(), settings.bootTime()).after(recorded);
        }
        List<DeviceEffect> effects = new ArrayList<>(List.of(recorded));
        Caller caller = dialogue.caller();
        if (caller != null) {
            effects.add(new Answer(caller, answers.ended(caller.id(), told), fault));
        }
        return new Step(at.state().idle(ScreenText.ended(told)), effects);
    }

    /** As when the plug is pulled: whatever was under way is gone, and nobody is told. */
    static Step reboot(DeviceState state, Duration bootTime) {
        DeviceState next = state.starting();
        return Step.of(next, DeviceEffect.Plain.CUT_ALL, new Wake(next.appointment(), bootTime));
    }
}
