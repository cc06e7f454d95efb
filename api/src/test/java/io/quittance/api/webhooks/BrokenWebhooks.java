package io.quittance.api.webhooks;

import io.quittance.api.ServerProbe;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.webhook.WebhookResult;
import io.quittance.engine.webhook.Webhooks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lets a server have webhooks with which everything goes wrong: no store that fails can bring about every answer. */
public final class BrokenWebhooks implements ServerProbe {

    @Override
    public PaymentEngine engine(PaymentEngine engine) {
        Webhooks broken = proxy(Webhooks.class, (proxy, method, given) -> switch (method.getName()) {
            case "objection" -> Optional.empty();
            case "isChallenge" -> false;
            case "verified" -> CompletableFuture.completedFuture(false);
            case "list", "replays", "deliveries" ->
                CompletableFuture.failedFuture(new IllegalStateException("the desk is broken"));
            default -> CompletableFuture.completedFuture(new WebhookResult.Refused(Refusal.internal()));
        });
        return proxy(
                PaymentEngine.class,
                (proxy, method, given) -> method.getName().equals("webhooks") ? broken : method.invoke(engine, given));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
