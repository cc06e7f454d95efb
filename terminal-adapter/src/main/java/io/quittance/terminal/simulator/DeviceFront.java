package io.quittance.terminal.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.terminal.simulator.DeviceInput.Pressed;
import io.quittance.terminal.simulator.web.Front;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The device as its page shows it. Safe for any thread. */
final class DeviceFront implements Front {

    private static final int ROWS_MAX = 12;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String PLUG = "PLUG";
    private static final String BULLET = "●";

    private final SimulatorSettings settings;
    private final Device device;

    DeviceFront(SimulatorSettings settings, Device device) {
        this.settings = settings;
        this.device = device;
    }

    @Override
    public CompletionStage<Boolean> press(String name) {
        Optional<DeviceInput> input = name.equals(PLUG)
                ? Optional.of(DeviceInput.Plain.UNPLUGGED)
                : Arrays.stream(Button.values())
                        .filter(button -> button.name().equals(name))
                        .findFirst()
                        .map(Pressed::new);
        return input.map(device::soon).orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    @Override
    public CompletionStage<ObjectNode> look() {
        return device.newest(ROWS_MAX).thenApply(newest -> seen(device.look(), newest));
    }

    private ObjectNode seen(DeviceScreen screen, List<TerminalTransaction> newest) {
        ObjectNode seen = JsonNodeFactory.instance
                .objectNode()
                .put("deviceStatus", screen.deviceStatus())
                .put("tone", tone(screen, newest))
                .put("digits", screen.amount() == null ? "" : amount(screen.amount(), screen.currency()))
                .put("currency", screen.currency() == null ? "" : code(screen.currency()))
                .put("code", screen.otp() == null ? BULLET.repeat(screen.pinDigits()) : screen.otp())
                .put("referenceId", screen.referenceId() == null ? "" : screen.referenceId())
                .put("hint", hint(screen))
                .put("mode", settings.isAutomatic() ? "automatic" : "manual")
                .put("terminalId", settings.terminalId())
                .put("serialNumber", settings.serialNumber());
        ArrayNode lines = seen.putArray("lines");
        screen.lines().forEach(lines::add);
        ArrayNode can = seen.putArray("can");
        possible(screen).forEach(can::add);
        ArrayNode ledger = seen.putArray("ledger");
        newest.forEach(each -> ledger.add(row(each)));
        return seen;
    }

    /** The color of what was said last, while nothing else is. */
    private static String tone(DeviceScreen screen, List<TerminalTransaction> newest) {
        if (screen.deviceStatus().equals("SYSTEM")) {
            return "off";
        }
        boolean isEnded = screen.deviceStatus().equals("IDLE")
                && !newest.isEmpty()
                && List.of(ScreenText.ended(newest.get(0))).equals(screen.lines());
        return isEnded ? tone(newest.get(0)) : "plain";
    }

    private static String tone(TerminalTransaction transaction) {
        return switch (transaction.status()) {
            case TerminalTransaction.DECLINED -> "bad";
            case TerminalTransaction.VOIDED -> "plain";
            default -> "good";
        };
    }

    private String hint(DeviceScreen screen) {
        String event = String.valueOf(screen.event());
        return switch (event) {
            case "WAITING_FOR_CARD" ->
                settings.isAutomatic() ? "A card presents itself in a moment." : "Tap or insert a card.";
            case "PIN_STARTED" -> "Type any four digits, then OK.";
            case "AUTHORIZATION_STARTED" -> "The host is asked. Nothing can be taken back now.";
            case "UPDATE", "REFERRAL" -> "The cash register has the word.";
            default -> "Nothing to do until a cash register starts a transaction.";
        };
    }

    private static List<String> possible(DeviceScreen screen) {
        String event = String.valueOf(screen.event());
        return List.of(
                        event.equals("WAITING_FOR_CARD") ? "card" : "",
                        event.equals("PIN_STARTED") ? "pin" : "",
                        screen.isCancelable() ? "cancel" : "",
                        screen.deviceStatus().equals("SYSTEM") ? "" : "power")
                .stream()
                .filter(need -> !need.isEmpty())
                .toList();
    }

    private static ObjectNode row(TerminalTransaction it) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("time", TIME.format(it.at().atZone(TransactionForm.ZONE)))
                .put("referenceId", it.referenceId())
                .put("type", it.type())
                .put("amount", amount(it.totalAmount(), it.currency()) + " " + code(it.currency()))
                .put("status", it.status())
                .put("result", it.result())
                .put("host", it.hostErrorMessage() == null ? "" : it.hostErrorMessage())
                .put("tone", tone(it));
    }

    private static String amount(long minorUnits, @Nullable Integer number) {
        int digits = currency(number).map(Currency::getDefaultFractionDigits).orElse(0);
        return BigDecimal.valueOf(minorUnits, Math.max(digits, 0)).toPlainString();
    }

    private static String code(@Nullable Integer number) {
        return currency(number).map(Currency::getCurrencyCode).orElse("");
    }

    private static Optional<Currency> currency(@Nullable Integer number) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> Integer.valueOf(known.getNumericCode()).equals(number))
                .findFirst();
    }
}
