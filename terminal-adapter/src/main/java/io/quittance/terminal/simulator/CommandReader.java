package io.quittance.terminal.simulator;

import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.TerminalError;
import io.quittance.terminal.simulator.Command.Lookup;
import io.quittance.terminal.simulator.Command.Plain;
import io.quittance.terminal.simulator.Command.SettlementLookup;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Requests to commands: which methods there are, and what each takes. Nothing has an effect here (SQ-3). */
final class CommandReader {

    /** The methods that need no key. */
    static final Set<String> WITHOUT_KEY = Set.of("pair", "authenticate");

    /** The methods whose answers are worth being sent again (SQ-16). */
    static final Set<String> KEPT = Set.of("startTransaction", "continueTransaction", "settlement");

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern OTP = Pattern.compile("[0-9]{6}");
    private static final Pattern AUTHORIZATION = Pattern.compile("[A-Za-z0-9]{1,7}");
    private static final Pattern HOST = Pattern.compile("SHVA");
    private static final int OTPS = 1_000_000;
    private static final int CURRENCY_MAX = 999;
    private static final int SHEKEL = 376;
    private static final int SETTLEMENTS_MAX = Limits.PAGE_MAX;

    private final RandomGenerator secrets;

    /** @param secrets makes OTPs and keys */
    CommandReader(RandomGenerator secrets) {
        this.secrets = secrets;
    }

    private enum Method {
        CREDIT_CARD,
        CASH
    }

    /** Every type that the protocol has. */
    private enum AnyType {
        SALE,
        REFUND,
        AUTH_ONLY,
        VOID,
        CAPTURE,
        CASH,
        CASHBACK,
        FORCED,
        TOP_UP,
        DISCHARGE,
        BALANCE
    }

    private enum CreditTerms {
        REGULAR,
        SPECIAL,
        IMMEDIATE,
        CREDIT,
        INSTALLMENTS
    }

    private enum PaymentType {
        CARD_PRESENT,
        MOTO,
        SIGNATURE
    }

    Command read(JsonRpcMessage.Request request) throws Refusal {
        Params params = new Params(request.params());
        return switch (request.method()) {
            case "pair" -> new Command.Pair(params.text("serialNumber", NAME), otp());
            case "authenticate" -> new Command.Authenticate(params.text("otp", OTP), key());
            case "getStatus" -> Plain.GET_STATUS;
            case "cancel" -> new Command.Cancel(params.text("referenceId", REFERENCE));
            case "startTransaction" -> new Command.Start(order(params));
            case "continueTransaction" -> continuation(params);
            case "getTransaction" -> find(params);
            case "getTerminalStatus" -> Plain.GET_TERMINAL_STATUS;
            case "getBatchFileStatus" -> Plain.GET_BATCH_FILE_STATUS;
            case "settlement" -> settlement(params);
            case "getSettlement" -> findSettlement(params);
            case "querySettlements" -> querySettlements(params);
            case "getDeviceInfo" -> Plain.GET_DEVICE_INFO;
            case "reboot", "restart" -> Plain.REBOOT;
            default -> throw Refusal.of(TerminalError.METHOD_NOT_FOUND, "Method not found");
        };
    }

    private String otp() {
        return String.format(Locale.ROOT, "%06d", secrets.nextInt(OTPS));
    }

    private String key() {
        return String.format(Locale.ROOT, "%08x", secrets.nextInt());
    }

    private static PaymentOrder order(Params params) throws Refusal {
        Method method = params.word("paymentMethod", Method.values());
        PaymentOrder.Type type = type(params.word("transactionType", AnyType.values()));
        String referenceId = params.text("referenceId", REFERENCE);
        if (method != Method.CREDIT_CARD) {
            throw Refusal.of(TerminalError.PAYMENT_METHOD_DISABLED, "the payment method is disabled");
        }
        checkTerms(params);
        boolean isAmountFree = type == PaymentOrder.Type.VOID || type == PaymentOrder.Type.CAPTURE;
        long amount = isAmountFree && !params.has("amount") ? 0 : amount(params);
        return new PaymentOrder(
                type,
                referenceId,
                amount,
                params.has("tipAmount") ? params.whole("tipAmount", 0, Limits.AMOUNT_MINOR_MAX) : 0,
                currency(params),
                params.has("creditTerms")
                        ? params.word("creditTerms", CreditTerms.values()).name()
                        : CreditTerms.REGULAR.name(),
                params.flag("notifyUpdate"),
                params.flag("notifyReferral"),
                params.flag("notifyEvents"));
    }

    private static PaymentOrder.Type type(AnyType type) throws Refusal {
        return switch (type) {
            case SALE -> PaymentOrder.Type.SALE;
            case REFUND -> PaymentOrder.Type.REFUND;
            case AUTH_ONLY -> PaymentOrder.Type.AUTH_ONLY;
            case VOID -> PaymentOrder.Type.VOID;
            case CAPTURE -> PaymentOrder.Type.CAPTURE;
            default -> throw Refusal.of(TerminalError.PAYMENT_METHOD_DISABLED, "this type of transaction is disabled");
        };
    }

    private static long amount(Params params) throws Refusal {
        long amount = params.whole("amount", 1, Long.MAX_VALUE);
        if (amount > Limits.AMOUNT_MINOR_MAX) {
            throw Refusal.illegal("AMOUNT_LIMIT_EXCEEDED", "the amount is beyond the device's limit");
        }
        return amount;
    }

    private static int currency(Params params) throws Refusal {
        int currency = params.has("currency") ? (int) params.whole("currency", 1, CURRENCY_MAX) : SHEKEL;
        if (Currency.getAvailableCurrencies().stream().noneMatch(known -> known.getNumericCode() == currency)) {
            throw Params.invalid("currency");
        }
        return currency;
    }

    /** What the device takes and does nothing about. */
    private static void checkTerms(Params params) throws Refusal {
        params.flag("tipScreen");
        if (params.has("paymentType")) {
            params.word("paymentType", PaymentType.values());
        }
        for (String name : Set.of("noOtherInstallmentPayments", "firstPayment", "noCreditPayments")) {
            if (params.has(name)) {
                params.whole(name, 0, Limits.AMOUNT_MINOR_MAX);
            }
        }
    }

    private static Command continuation(Params params) throws Refusal {
        return new Command.Continue(
                params.textIfAny("referenceId", REFERENCE),
                params.has("newAmount") ? params.whole("newAmount", Long.MIN_VALUE, Long.MAX_VALUE) : null,
                params.has("creditTerms")
                        ? params.word("creditTerms", CreditTerms.values()).name()
                        : null,
                params.textIfAny("authorizationNumber", AUTHORIZATION));
    }

    private static Command find(Params params) throws Refusal {
        Lookup by = params.word("lookupMethod", Lookup.values());
        return new Command.Find(by, by == Lookup.LAST_TRANS ? "" : params.text("lookupValue", NAME));
    }

    private static Command settlement(Params params) throws Refusal {
        params.text("host", HOST);
        return Plain.SETTLEMENT;
    }

    private static Command findSettlement(Params params) throws Refusal {
        SettlementLookup by = params.word("lookupMethod", SettlementLookup.values());
        return new Command.FindSettlement(
                by, by == SettlementLookup.LAST_SETTLEMENT ? "" : params.text("lookupValue", NAME));
    }

    private static Command querySettlements(Params params) throws Refusal {
        Params query = params.inner("queryParams");
        return new Command.QuerySettlements(
                query.has("limit") ? (int) query.whole("limit", 1, SETTLEMENTS_MAX) : SETTLEMENTS_MAX);
    }
}
