package io.quittance.persistence.support;

import static io.quittance.persistence.support.ChildProcess.say;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.id.IntentId;
import io.quittance.persistence.Journals;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** A process that pays one cart after the other until its journal cannot be written any more. It says what it sees. */
public final class FullDisk {

    private FullDisk() {}

    public static void main(String[] arguments) {
        ScriptedProcessor processor = ScriptedProcessor.approving();
        PaymentEngine engine = Payments.start(Journals.embedded(Path.of(arguments[0])), processor);
        int cart = 0;
        while (engine.isReady()) {
            String reference = "cart-" + cart++;
            PaymentResult result = Payments.result(
                    engine.pay(Payments.SHOP, Payments.payment(reference), Payments.key("key-of-" + reference)));
            if (result instanceof PaymentResult.Answered answered) {
                say("paid " + answered.intent().id());
            }
        }
        say("failed " + (Payments.result(engine.failed()) != null));
        say("pay " + refusal(engine.pay(Payments.SHOP, Payments.payment("late"), Payments.key("late"))));
        say("create " + refusal(engine.create(Payments.SHOP, Payments.cart("late"), null)));
        say("find " + refusal(engine.find(Payments.SHOP, IntentId.ofReference(Payments.SHOP, "cart-0"))));
        processor.orders().forEach(order -> say("ordered " + order.downstreamReference()));
        engine.close();
        say("closed");
    }

    private static String refusal(CompletionStage<PaymentResult> stage) {
        return Payments.refused(stage).refusal().code().name();
    }
}
