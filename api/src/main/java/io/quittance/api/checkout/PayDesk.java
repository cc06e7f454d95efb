package io.quittance.api.checkout;

import akka.http.javadsl.model.HttpResponse;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenStatus;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the engine for what a payer does and sees. A sent form is always answered with a page to be fetched, or with the
 * form again: so a refresh, the back button, a second tab and a second click pay nothing twice. Safe for any thread.
 */
final class PayDesk {

    private static final Logger LOG = LoggerFactory.getLogger(PayDesk.class);

    private final Checkout checkout;
    private final Supplier<String> baseUrl;

    /** @param baseUrl where payers reach this server */
    PayDesk(Checkout checkout, Supplier<String> baseUrl) {
        this.checkout = checkout;
        this.baseUrl = baseUrl;
    }

    /** The page as it stands. */
    CompletionStage<HttpResponse> show(String token, Visit visit, PayWords words) {
        return known(token, words, id -> look(id, words, view -> PayPages.of(view, visit, words)));
    }

    /** Pays with what a form's body says. */
    CompletionStage<HttpResponse> pay(String token, byte[] body, PayWords words) {
        return known(token, words, id -> {
            CardForm form = CardForm.read(body);
            Map<CardField, String> faults = form.faults();
            return faults.isEmpty()
                    ? checkout.submit(id, form.card(), page(id)).thenCompose(result -> submitted(id, result, words))
                    : again(id, words, faults);
        });
    }

    private CompletionStage<HttpResponse> known(
            String token, PayWords words, Function<TokenId, CompletionStage<HttpResponse>> then) {
        Optional<TokenId> id = checkout.read(token);
        return id.isEmpty()
                ? CompletableFuture.completedFuture(PayPages.nothing(words))
                : then.apply(id.get()).exceptionally(failure -> {
                    // The kind alone: whatever it says might be about a card.
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    LOG.warn(
                            "{} could not be answered: {}",
                            id.get(),
                            cause.getClass().getName());
                    return PayPages.unavailable(words);
                });
    }

    private CompletionStage<HttpResponse> look(TokenId id, PayWords words, Function<TokenView, HttpResponse> then) {
        return checkout.look(id, page(id))
                .thenApply(result -> result instanceof CheckoutResult.Told told
                        ? then.apply(told.token())
                        : refused(((CheckoutResult.Refused) result).refusal(), words));
    }

    private CompletionStage<HttpResponse> submitted(TokenId id, CheckoutResult result, PayWords words) {
        if (result instanceof CheckoutResult.Told) {
            return CompletableFuture.completedFuture(onward(id));
        }
        Refusal refusal = ((CheckoutResult.Refused) result).refusal();
        return switch (refusal.code()) {
            case VALIDATION -> again(id, words, faults(refusal));
            case CARD_EXPIRED -> again(id, words, Map.of(CardField.EXPIRY, "expiry.over"));
            case NOT_FOUND, INTERNAL, OVERLOADED -> CompletableFuture.completedFuture(refused(refusal, words));
            // How it stands now tells more than why it was refused.
            default -> CompletableFuture.completedFuture(onward(id));
        };
    }

    /** The form again; when it can no longer be sent, the page as it stands. */
    private CompletionStage<HttpResponse> again(TokenId id, PayWords words, Map<CardField, String> faults) {
        return look(
                id,
                words,
                view -> view.status() == TokenStatus.ISSUED
                        ? PayAnswers.page(422, CardPage.show(view, words, faults))
                        : onward(id));
    }

    private static Map<CardField, String> faults(Refusal refusal) {
        Map<CardField, String> faults = new EnumMap<>(CardField.class);
        refusal.faults().stream()
                .map(FieldFault::pointer)
                .map(CardField::of)
                .flatMap(Optional::stream)
                .forEach(field -> faults.put(field, field.text() + ".wrong"));
        if (faults.isEmpty()) {
            faults.put(CardField.NUMBER, CardField.NUMBER.text() + ".wrong");
        }
        return faults;
    }

    private static HttpResponse refused(Refusal refusal, PayWords words) {
        return refusal.code() == Refusal.Code.NOT_FOUND ? PayPages.nothing(words) : PayPages.unavailable(words);
    }

    /** Relative to the page, like its links. */
    private static HttpResponse onward(TokenId id) {
        return PayAnswers.goTo(id.value() + Visit.SENT.query());
    }

    /** Where the payer's bank sends him back to. */
    private String page(TokenId id) {
        return baseUrl.get() + "/" + PayRoutes.PATH + "/" + id.value() + Visit.RETURNED.query();
    }
}
