package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.simulator.DeviceEffect.Answer;
import io.quittance.terminal.simulator.DeviceInput.Asked;
import io.quittance.terminal.simulator.DeviceInput.Due;
import io.quittance.terminal.simulator.DeviceState.Phase;
import io.quittance.terminal.simulator.wire.Line;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The device's decisions alone, without a port, a file or a clock. */
final class DeviceRulesTest {

    private static final Instant NOW = Instant.parse("2025-04-07T08:55:26.959Z");
    private static final List<String> REFERENCES = List.of("r-1", "r-2", "r-3");

    private final DeviceRules rules =
            new DeviceRules(Till.quick(Path.of("unused")).withAutomatic(false));
    private final Memory ledger = new Memory();
    private final List<DeviceEffect> effects = new ArrayList<>();
    private DeviceState state = DeviceState.fresh(Till.KEY);
    private int asked;

    private List<DeviceEffect> happen(DeviceInput input) {
        Step step = rules.decide(new Moment(state, ledger, NOW), input);
        state = step.state();
        step.effects().forEach(ledger::take);
        effects.addAll(step.effects());
        return step.effects();
    }

    private List<DeviceEffect> ask(Command command) {
        return ask(command, Fault.NONE);
    }

    private List<DeviceEffect> ask(Command command, Fault fault) {
        return happen(new Asked(
                new Caller(new Nowhere(), new JsonRpcId.Text(String.valueOf(++asked)), true), command, fault));
    }

    private static Command.Start start(PaymentOrder.Type type, String reference, long amount) {
        return new Command.Start(new PaymentOrder(type, reference, amount, 0, 376, "REGULAR", false, false, true));
    }

    private static Command.Start sale(String reference) {
        return start(PaymentOrder.Type.SALE, reference, 110);
    }

    private List<DeviceEffect> press(Button button) {
        return happen(new DeviceInput.Pressed(button));
    }

    private List<DeviceEffect> due() {
        return happen(new Due(state.appointment()));
    }

    @Test
    void tellsAnOutcomeOnlyAfterItIsRecorded() {
        ask(sale("r-1"));
        press(Button.TAP);
        List<DeviceEffect> end = due();

        assertThat(end).hasSize(2);
        assertThat(end.get(0)).isInstanceOf(DeviceEffect.Record.class);
        assertThat(end.get(1)).isInstanceOf(Answer.class);
    }

    /** The vendor's name of a transaction: the time there, the terminal, a number. */
    @Test
    void namesATransactionAsTheVendorDoes() {
        ask(sale("r-1"));
        press(Button.TAP);
        due();
        assertThat(ledger.transactions()).singleElement().satisfies(it -> {
            assertThat(it.transactionId()).isEqualTo("25040711552608818180001");
            assertThat(it.systemTraceNumber()).isEqualTo("01001001");
        });
    }

    @Test
    void letsAnAppointmentLapseThatAnotherReplaced() {
        ask(sale("r-1"));
        long waitForCard = state.appointment();
        press(Button.INSERT);

        assertThat(happen(new Due(waitForCard))).isEmpty();
        assertThat(state.phase()).isEqualTo(Phase.TRANSACTION);
        due();
        assertThat(ledger.transactions().get(0).result()).isEqualTo("TIMEOUT");
    }

    /** A device that starts hears nobody, and answers nothing. */
    @Test
    void cutsWhoAsksWhileItStarts() {
        happen(DeviceInput.Plain.UNPLUGGED);
        assertThat(ask(sale("r-1"))).singleElement().isInstanceOf(DeviceEffect.Cut.class);
        due();
        assertThat(state.phase()).isEqualTo(Phase.IDLE);
    }

    /**
     * Goal: whatever happens in whatever order, money is taken at most once under a reference, nothing is told about it
     * that was not recorded, and the device is never stuck. Method: a thousand random things, for some seeds.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void takesMoneyOnceWhateverHappens(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            List<DeviceEffect> done = anything(random);
            assertThat(done.stream().filter(Answer.class::isInstance).map(Answer.class::cast))
                    .allSatisfy(this::isTrue);
            assertThat(state.dialogue() != null)
                    .isEqualTo(
                            state.phase() == Phase.TRANSACTION || state.phase() == Phase.WAITING_CONTINUE_TRANSACTION);
            assertThat(state.settling() != null).isEqualTo(state.phase() == Phase.SETTLEMENT);
        }
        assertThat(ledger.references()).doesNotHaveDuplicates();
        for (int i = 0; i < 3 && state.phase() != Phase.IDLE; i++) {
            due();
        }
        assertThat(state.phase()).isEqualTo(Phase.IDLE);
    }

    private List<DeviceEffect> anything(SplittableRandom random) {
        String reference = random.nextInt(3) == 0 ? REFERENCES.get(random.nextInt(3)) : "n-" + asked;
        Fault.Kind[] kinds = Fault.Kind.values();
        PaymentOrder.Type[] types = PaymentOrder.Type.values();
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                ask(
                        start(types[random.nextInt(types.length)], reference, 1 + random.nextLong(200)),
                        new Fault(kinds[random.nextInt(kinds.length)], Duration.ZERO));
            case 2 -> ask(new Command.Cancel(reference));
            case 3 -> ask(Command.Plain.SETTLEMENT);
            case 4 -> random.nextInt(10) == 0 ? happen(DeviceInput.Plain.UNPLUGGED) : due();
            case 5 -> due();
            default -> press(Button.values()[random.nextInt(Button.values().length)]);
        };
    }

    /** What is told about money is what the ledger says. */
    private void isTrue(Answer answer) {
        if (answer.message() instanceof JsonRpcMessage.Result result
                && result.value().has("transaction")) {
            String reference =
                    result.value().path("transaction").path("referenceId").asText();
            assertThat(ledger.byReference(reference).map(TerminalTransaction::status))
                    .hasValue(result.value()
                            .path("transaction")
                            .path("transactionStatus")
                            .asText());
        }
    }

    /** A line that leads nowhere. */
    private static final class Nowhere implements Line {
        @Override
        public void answer(byte[] message, boolean isKept) {
            throw new AssertionError("rules have no effects");
        }

        @Override
        public void tell(byte[] message) {
            throw new AssertionError("rules have no effects");
        }

        @Override
        public void refuse() {
            throw new AssertionError("rules have no effects");
        }

        @Override
        public void cut() {
            throw new AssertionError("rules have no effects");
        }

        @Override
        public void hush() {
            throw new AssertionError("rules have no effects");
        }
    }

    /** A ledger without a file. */
    private static final class Memory implements LedgerView {
        private final List<TerminalTransaction> all = new ArrayList<>();
        private final List<LedgerEntry.Settlement> settlements = new ArrayList<>();

        void take(DeviceEffect effect) {
            if (!(effect instanceof DeviceEffect.Record record)) {
                return;
            } else if (record.entry() instanceof LedgerEntry.Made made) {
                all.add(made.transaction());
            } else if (record.entry() instanceof LedgerEntry.Changed changed) {
                replace(changed.transaction());
            } else if (record.entry() instanceof LedgerEntry.Settled settled) {
                settlements.add(settled.settlement());
                settled.settlement().transactions().forEach(item -> {
                    TerminalTransaction it = byReference(item.referenceId()).orElseThrow();
                    replace(it.with(NOW, TerminalTransaction.SETTLED, it.totalAmount()));
                });
            }
        }

        private void replace(TerminalTransaction newer) {
            all.replaceAll(it -> it.referenceId().equals(newer.referenceId()) ? newer : it);
        }

        List<String> references() {
            return all.stream().map(TerminalTransaction::referenceId).toList();
        }

        @Override
        public Optional<TerminalTransaction> byReference(String referenceId) {
            return all.stream()
                    .filter(it -> it.referenceId().equals(referenceId))
                    .findFirst();
        }

        @Override
        public Optional<TerminalTransaction> byTransactionId(String transactionId) {
            return all.stream()
                    .filter(it -> it.transactionId().equals(transactionId))
                    .findFirst();
        }

        @Override
        public List<TerminalTransaction> transactions() {
            return all;
        }

        @Override
        public List<LedgerEntry.Settlement> settlements() {
            return settlements;
        }
    }
}
