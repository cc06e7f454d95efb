package io.quittance.engine.checkout;

import io.quittance.engine.attempt.AuthenticationResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** No card is authenticated before its authorisation. */
final class NoAuthenticator implements Authenticator {

    @Override
    public CompletionStage<AuthenticationResult> begin(Order order) {
        return notOffered();
    }

    @Override
    public CompletionStage<AuthenticationResult> inquire(String reference) {
        return notOffered();
    }

    private static CompletionStage<AuthenticationResult> notOffered() {
        return CompletableFuture.completedFuture(new AuthenticationResult.Unavailable("not offered"));
    }
}
