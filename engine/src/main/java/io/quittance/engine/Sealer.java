package io.quittance.engine;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.personal.Sealed;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Seals what is personal before it comes near an event: under the customer's key, else the intent's own. */
record Sealer(PersonalVault vault, StoreWatch store) {

    /** The fields sealed; empty when there are none. The stage fails when it takes too long. */
    CompletionStage<Optional<Sealed>> seal(
            Tenant tenant, IntentId id, @Nullable String customerId, PersonalFields personal) {
        // A closed engine refuses the request in the next step; its key file is closed too.
        if (personal.isEmpty() || !store.isOpen()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String subject = customerId == null
                ? id.value()
                : tenant.merchant() + "/" + tenant.mode().text() + "/" + customerId;
        return vault.seal(subject, id.value(), personal)
                .toCompletableFuture()
                .orTimeout(Limits.SEAL_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .handle((fields, failure) -> {
                    if (failure != null) {
                        throw new GivenUp(failure);
                    }
                    return Optional.of(fields);
                });
    }
}
