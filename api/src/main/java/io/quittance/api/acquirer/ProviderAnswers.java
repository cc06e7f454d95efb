package io.quittance.api.acquirer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.partner.PartnerAmount;
import io.quittance.api.partner.PartnerJson;
import io.quittance.api.partner.ResultCodes;
import io.quittance.engine.attempt.Failure;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ledger's entries in the words of the Partner API. Pure. */
final class ProviderAnswers {

    /** Success in test mode. */
    private static final String APPROVED = "000.100.110";
    /** Nothing can be processed. */
    private static final String NOT_PROCESSED = "600.200.500";
    /** A refusal that has no code of its own. */
    private static final String REFUSED = "700.400.300";

    /** The session is open: nothing is decided. */
    private static final String CREATED = "000.200.000";

    private ProviderAnswers() {}

    /**
     * What the provider knows of a transaction beside its ledger.
     *
     * @param brand the request's
     * @param custom the request's own parameters, echoed as they are; null when there were none
     * @param notificationUrl where webhooks go; null for nowhere
     */
    record Transaction(
            String uniqueId,
            String reference,
            String brand,
            @Nullable JsonNode custom,
            @Nullable String notificationUrl) {}

    /**
     * An answer, or a webhook, about an entry.
     *
     * @param issuer where payers answer challenges; null when they cannot yet
     */
    static ObjectNode about(Transaction transaction, Known known, @Nullable URI issuer, Instant now) {
        LedgerEntry entry = known.entry();
        ObjectNode body = PartnerJson.object().put("uniqueId", transaction.uniqueId());
        PartnerAmount.text(entry.amount()).ifPresent(text -> body.put("amount", text)
                .put("currency", entry.amount().currency().code()));
        body.put("paymentBrand", transaction.brand())
                .put("paymentType", entry.kind() == LedgerKind.REFUND ? "RF" : "DB");
        ObjectNode result = body.putObject("result").put("code", code(entry));
        ObjectNode details = body.putObject("resultDetails");
        Failure failure = failure(entry.verdict());
        if (entry.verdict() instanceof Verdict.Challenged) {
            if (issuer != null) {
                body.putObject("redirect").put("url", IssuerDesk.address(issuer, entry.reference()));
            }
        } else if (failure == null) {
            details.put("AuthCode", entry.authorizationCode());
        } else {
            result.put("description", failure.message());
            details.put("AcquirerResponse", failure.hostCode()).put("ExtendedDescription", failure.hostMessage());
        }
        if (known.settledAt() != null) {
            details.put("SettledAt", known.settledAt().toString());
        }
        if (entry.card().length() > 10) {
            body.putObject("card")
                    .put("bin", entry.card().substring(0, 6))
                    .put("last4Digits", entry.card().substring(entry.card().length() - 4));
        }
        body.put("connectorTxID1", entry.acquirerReference()).put("merchantTransactionId", transaction.reference());
        if (transaction.custom() != null) {
            body.set("customParameters", transaction.custom());
        }
        return body.put("timestamp", PartnerJson.time(now));
    }

    /** The same as it was created, before it was decided. */
    static ObjectNode created(ObjectNode decided) {
        ObjectNode created = decided.deepCopy();
        created.putObject("result").put("code", CREATED);
        created.remove("resultDetails");
        return created;
    }

    static boolean isUnknownOriginal(LedgerEntry entry) {
        return code(entry).equals(ResultCodes.NOT_FOUND);
    }

    private static String code(LedgerEntry entry) {
        if (entry.verdict() instanceof Verdict.Approved) {
            return APPROVED;
        }
        if (entry.verdict() instanceof Verdict.Challenged) {
            return CREATED;
        }
        if (entry.verdict() instanceof Verdict.NotProcessed) {
            return NOT_PROCESSED;
        }
        Failure failure = failure(entry.verdict());
        String word = failure == null || failure.declineCode() == null ? "" : failure.declineCode();
        return word.equals("unknown_original")
                ? ResultCodes.NOT_FOUND
                : ResultCodes.codeOf(word).orElse(REFUSED);
    }

    private static @Nullable Failure failure(Verdict verdict) {
        if (verdict instanceof Verdict.Declined declined) {
            return declined.failure();
        }
        return verdict instanceof Verdict.NotProcessed notProcessed ? notProcessed.failure() : null;
    }
}
