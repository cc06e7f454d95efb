package io.quittance.engine.vault;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.CardCheck;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.intent.RequestCheck;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what merchants ask about cards, and does it in the vault. Safe for any thread. */
public final class CardDesk implements Cards {

    private static final Logger LOG = LoggerFactory.getLogger(CardDesk.class);
    private static final Pattern CUSTOMER = Pattern.compile("[A-Za-z0-9_.:-]{1," + Limits.CUSTOMER_ID_CHARS_MAX + "}");

    private final CardVault vault;
    private final InstantSource clock;

    public CardDesk(CardVault vault, InstantSource clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** A request's faults, all of them; a card that has expired has none. */
    public static List<FieldFault> faults(CardRequest request) {
        CardCheck check = new CardCheck("/card");
        CardDetails card = request.card();
        check.card(card == null ? new CardDetails(null, null, null, null) : card);
        List<FieldFault> faults = new ArrayList<>(check.faults());
        ofCustomer(request.customerId(), request.isSaved()).ifPresent(faults::add);
        return faults;
    }

    private static Optional<FieldFault> ofCustomer(@Nullable String customer, boolean isNeeded) {
        String pointer = "/customer_id";
        if (customer == null) {
            return isNeeded
                    ? Optional.of(new FieldFault(pointer, "required", "A saved card is a customer's: whose?", null))
                    : Optional.empty();
        }
        if (!CUSTOMER.matcher(customer).matches()) {
            String words = "Only these characters: " + CUSTOMER.pattern();
            return Optional.of(new FieldFault(pointer, "invalid", words, customer));
        }
        return CardNumbers.areWrittenIn(customer)
                ? Optional.of(new FieldFault(pointer, "invalid", RequestCheck.NO_CARD_NUMBER, null))
                : Optional.empty();
    }

    @Override
    public CompletionStage<CardResult> keep(Tenant tenant, CardRequest request) {
        List<FieldFault> faults = faults(request);
        CardDetails details = request.card();
        Optional<PaymentMethod.Card> card = details == null ? Optional.empty() : new CardCheck("/card").card(details);
        if (!faults.isEmpty() || card.isEmpty()) {
            return refused(Refusal.invalid(faults));
        } else if (card.get().expiry().isBefore(today())) {
            return refused(Refusal.cardExpired(card.get().expiry()));
        }
        var purpose = new CardVault.Purpose(
                request.customerId(), null, clock.instant().plus(Limits.PAYMENT_METHOD_KEPT));
        return guarded(vault.hold(tenant, card.get(), purpose)
                .thenCompose(held -> request.isSaved() ? saved(tenant, held) : told(held)));
    }

    private CompletionStage<CardResult> saved(Tenant tenant, HeldCard held) {
        return vault.save(tenant, held.id())
                .thenCompose(done -> vault.find(tenant, held.id()))
                .thenCompose(saved -> told(saved.orElse(held)));
    }

    @Override
    public CompletionStage<Listing<CardView>> saved(Tenant tenant, String customerId, boolean includesExpired) {
        Optional<FieldFault> fault = ofCustomer(customerId, true);
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(new Listing.Refused<>(Refusal.invalid(List.of(fault.get()))));
        }
        return vault.saved(tenant, customerId)
                .<Listing<CardView>>thenApply(cards -> new Listing.Found<>(new Page<>(
                        cards.stream()
                                .map(this::view)
                                .filter(card -> includesExpired || !card.isExpired())
                                .toList(),
                        false,
                        null,
                        0)))
                .exceptionally(failure -> new Listing.Refused<>(unanswered(failure)));
    }

    @Override
    public CompletionStage<CardResult> find(Tenant tenant, CardId id) {
        return guarded(ifSaved(tenant, id, this::told));
    }

    @Override
    public CompletionStage<CardResult> forget(Tenant tenant, CardId id) {
        return guarded(ifSaved(tenant, id, held -> vault.forget(tenant, id)
                .thenCompose(wasThere -> wasThere ? told(held) : refused(Refusal.noSavedCard(id)))));
    }

    private interface Deed {
        CompletionStage<CardResult> with(HeldCard held);
    }

    private CompletionStage<CardResult> ifSaved(Tenant tenant, CardId id, Deed deed) {
        return vault.find(tenant, id).thenCompose(found -> found.filter(HeldCard::isSaved)
                .map(deed::with)
                .orElseGet(() -> refused(Refusal.noSavedCard(id))));
    }

    private CompletionStage<CardResult> told(HeldCard held) {
        return CompletableFuture.completedFuture(new CardResult.Told(view(held)));
    }

    private CardView view(HeldCard held) {
        return new CardView(held, held.isExpired(today()));
    }

    private YearMonth today() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    private static CompletionStage<CardResult> guarded(CompletionStage<CardResult> result) {
        return result.exceptionally(failure -> new CardResult.Refused(unanswered(failure)));
    }

    private static Refusal unanswered(Throwable failure) {
        LOG.error("the card vault gave no answer", failure);
        return Refusal.internal();
    }

    private static CompletionStage<CardResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new CardResult.Refused(refusal));
    }
}
