package io.quittance.api.acquirer;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.acquirer.ProviderAnswers.Transaction;
import io.quittance.api.partner.FieldRules;
import io.quittance.api.partner.Message;
import io.quittance.api.partner.PartnerAmount;
import io.quittance.api.partner.PartnerJson;
import io.quittance.api.partner.ResultCodes;
import io.quittance.api.partner.UniqueId;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import java.net.URI;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The provider's side of the Partner API over a simulated acquirer: debit, refund, cancel, status. A cancel undoes all
 * that is not settled; one of a transaction that never came makes it declined when it does. An empty answer means that
 * the connection is to be closed without one. Safe for any thread.
 */
final class ProviderDesk {

    private static final Money NOTHING = Money.of(0, "EUR");

    private final SimulatedAcquirer acquirer;
    private final boolean offersRefunds;
    private final InstantSource clock;
    private final BiConsumer<URI, List<ObjectNode>> webhooks;
    private final Map<String, Transaction> transactions = new ConcurrentHashMap<>();

    /** @param webhooks delivers in this order */
    ProviderDesk(
            SimulatedAcquirer acquirer,
            boolean offersRefunds,
            InstantSource clock,
            BiConsumer<URI, List<ObjectNode>> webhooks) {
        this.acquirer = acquirer;
        this.offersRefunds = offersRefunds;
        this.clock = clock;
        this.webhooks = webhooks;
        // After a restart the ledger knows references only; their other name is a function of them.
        acquirer.references().forEach(reference -> {
            String uniqueId = UniqueId.of(reference);
            transactions.put(uniqueId, new Transaction(uniqueId, reference, "CARD", null, null));
        });
        acquirer.onNews(this::tell);
    }

    CompletionStage<Optional<HttpResponse>> debit(byte[] bytes) {
        ObjectNode body = PartnerJson.read(bytes).orElseGet(PartnerJson::object);
        List<FieldRules.Fault> faults = FieldRules.faults(Message.DEBIT, body);
        if (faults.isEmpty() && !body.path("card").has("number")) {
            faults.add(new FieldRules.Fault("card/number", null, "is required"));
        }
        Optional<Money> money = faults.isEmpty() ? money(body) : Optional.empty();
        if (money.isEmpty()) {
            return invalid(faults);
        }
        Transaction transaction = transaction(body, body.path("uniqueId").asText());
        if (!transaction.brand().equals(body.path("paymentBrand").asText())) {
            return invalid(List.of(new FieldRules.Fault("paymentBrand", null, "is not what it was before")));
        }
        return place(
                transaction,
                new AttemptOrder(
                        transaction.reference(),
                        money.get(),
                        card(body),
                        true,
                        body.path("shopperResultUrl").asText()));
    }

    CompletionStage<Optional<HttpResponse>> refund(String original, byte[] bytes) {
        if (!offersRefunds) {
            return error(StatusCodes.NOT_FOUND, ResultCodes.NOT_FOUND);
        }
        ObjectNode body = PartnerJson.read(bytes).orElseGet(PartnerJson::object);
        List<FieldRules.Fault> faults = FieldRules.faults(Message.REFUND, body);
        Optional<Money> money = faults.isEmpty() ? money(body) : Optional.empty();
        if (money.isEmpty()) {
            return invalid(faults);
        }
        Transaction transaction = transaction(body, body.path("uniqueId").asText());
        return place(transaction, operation(OperationKind.REFUND, transaction, money.get(), reference(original, body)));
    }

    CompletionStage<Optional<HttpResponse>> cancel(String original, byte[] bytes) {
        ObjectNode body = PartnerJson.read(bytes).orElseGet(PartnerJson::object);
        List<FieldRules.Fault> faults = FieldRules.faults(Message.CANCEL, body);
        if (!faults.isEmpty()) {
            return invalid(faults);
        }
        Transaction transaction = transaction(body, body.path("uniqueId").asText(original));
        String reference = reference(original, body);
        LedgerAccount account = acquirer.account(reference);
        long all = Math.addExact(account.held(), account.taken());
        Order order = account.currency() == null || all == 0
                ? operation(OperationKind.REVERSAL, transaction, NOTHING, reference)
                : operation(OperationKind.VOID, transaction, new Money(all, account.currency()), reference);
        return place(transaction, order);
    }

    CompletionStage<Optional<HttpResponse>> status(String uniqueId) {
        Transaction transaction = transactions.get(uniqueId);
        if (transaction == null) {
            return error(StatusCodes.NOT_FOUND, ResultCodes.NOT_FOUND);
        }
        return acquirer.inquire(transaction.reference())
                .thenCompose(found -> found.map(known -> said(StatusCodes.OK, about(transaction, known)))
                        .orElseGet(() -> error(StatusCodes.NOT_FOUND, ResultCodes.NOT_FOUND)));
    }

    private CompletionStage<Optional<HttpResponse>> place(Transaction transaction, Order order) {
        return acquirer.place(order).thenCompose(answer -> {
            Optional<ObjectNode> told = answer.entry().map(entry -> about(transaction, new Known(entry, null)));
            boolean isAnother =
                    answer.entry().filter(entry -> !isOf(entry, order)).isPresent();
            if (isAnother) {
                return invalid(List.of(new FieldRules.Fault("uniqueId", null, "is another transaction's already")));
            }
            told.ifPresent(body -> notify(transaction, List.of(ProviderAnswers.created(body), body)));
            return response(answer, told.orElseGet(PartnerJson::object));
        });
    }

    private ObjectNode about(Transaction transaction, Known known) {
        return ProviderAnswers.about(transaction, known, acquirer.issuer(), clock.instant());
    }

    /** An idempotent provider tells an older entry of the same name; only the same content makes it the same order. */
    private static boolean isOf(LedgerEntry entry, Order order) {
        return order.amount().equals(NOTHING) || entry.isOf(order);
    }

    private CompletionStage<Optional<HttpResponse>> response(AcquirerAnswer answer, ObjectNode told) {
        byte[] bytes = PartnerJson.bytes(told);
        return switch (answer.manner()) {
            case TOLD ->
                answer.entry().filter(ProviderAnswers::isUnknownOriginal).isPresent()
                        ? error(StatusCodes.NOT_FOUND, ResultCodes.NOT_FOUND)
                        : said(StatusCodes.OK, told);
            case TOLD_TWICE -> {
                byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
                System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
                yield raw(StatusCodes.OK, twice);
            }
            case ABOUT_ANOTHER -> said(StatusCodes.OK, told.put("uniqueId", UniqueId.of("another")));
            case HALF -> raw(StatusCodes.OK, Arrays.copyOf(bytes, bytes.length / 2));
            case INTERNAL_ERROR -> error(StatusCodes.INTERNAL_SERVER_ERROR, ResultCodes.SYSTEM);
            case UNAUTHORIZED -> error(StatusCodes.UNAUTHORIZED, ResultCodes.UNAUTHORIZED);
            case REFUSED, CUT -> CompletableFuture.completedFuture(Optional.empty());
        };
    }

    /** Something became of a transaction without an order: a webhook says how it stands. */
    private void tell(String reference) {
        Transaction transaction = transactions.get(UniqueId.of(reference));
        if (transaction != null && transaction.notificationUrl() != null) {
            acquirer.inquire(reference)
                    .thenAccept(
                            found -> found.ifPresent(known -> notify(transaction, List.of(about(transaction, known)))));
        }
    }

    /** A webhook has the fields that the Partner API gives it: where the payer has to go is for the answer only. */
    private void notify(Transaction transaction, List<ObjectNode> said) {
        if (transaction.notificationUrl() != null && said.get(0).has("amount")) {
            List<ObjectNode> bodies = said.stream()
                    .map(ObjectNode::deepCopy)
                    .map(body -> (ObjectNode) body.without("redirect"))
                    .toList();
            webhooks.accept(URI.create(transaction.notificationUrl()), bodies);
        }
    }

    /** The transaction of this name: as it was asked for first, or as a restart left it, with the rest from now. */
    private Transaction transaction(ObjectNode body, String uniqueId) {
        return transactions.compute(uniqueId, (name, known) -> {
            if (known != null && known.notificationUrl() != null) {
                return known;
            }
            String reference = known != null
                    ? known.reference()
                    : body.path("merchantTransactionId").asText(name);
            return new Transaction(
                    name,
                    reference,
                    body.path("paymentBrand").asText(),
                    body.get("customParameters"),
                    body.path("notificationUrl").textValue());
        });
    }

    /** The ledger's name of an original; one that never came has the name that the caller says it has. */
    private String reference(String uniqueId, ObjectNode body) {
        Transaction known = transactions.get(uniqueId);
        String said = body.at("/customParameters/quittanceOriginal").asText(uniqueId);
        return known == null ? said : known.reference();
    }

    private static Order operation(OperationKind kind, Transaction transaction, Money amount, String original) {
        return new OperationOrder(transaction.reference(), kind, amount, original, null, false);
    }

    private static Optional<Money> money(ObjectNode body) {
        return PartnerAmount.parse(
                body.path("amount").asText(),
                CurrencyCode.of(body.path("currency").asText()));
    }

    private static PaymentMethod card(ObjectNode body) {
        YearMonth expiry = YearMonth.of(
                body.at("/card/expiryYear").asInt(),
                body.at("/card/expiryMonth").asInt());
        @Nullable String code = body.at("/card/cvv").textValue();
        return new PaymentMethod.Card(body.at("/card/number").asText(), expiry, code);
    }

    private CompletionStage<Optional<HttpResponse>> invalid(List<FieldRules.Fault> faults) {
        ObjectNode error = PartnerJson.result(ResultCodes.INVALID, clock.instant());
        FieldRules.write(faults, error);
        return said(StatusCodes.BAD_REQUEST, error);
    }

    CompletionStage<Optional<HttpResponse>> error(StatusCode status, String code) {
        return said(status, PartnerJson.result(code, clock.instant()));
    }

    private static CompletionStage<Optional<HttpResponse>> said(StatusCode status, ObjectNode body) {
        return raw(status, PartnerJson.bytes(body));
    }

    private static CompletionStage<Optional<HttpResponse>> raw(StatusCode status, byte[] body) {
        HttpResponse response =
                HttpResponse.create().withStatus(status).withEntity(ContentTypes.APPLICATION_JSON, body);
        return CompletableFuture.completedFuture(Optional.of(response));
    }
}
