package io.quittance.api.crash;

import io.quittance.api.demo.Shop.Answer;
import io.quittance.engine.PaymentEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One payment as its shop knows it: the request to pay, and perhaps one to give money back. */
final class Purchase {

    private final String name;
    private final String intentId;
    private final long amountMinor;
    private final KeyedCall payment;
    private final List<Sight> sights = new ArrayList<>();
    private volatile @Nullable KeyedCall giveBack;

    /**
     * The intent as it was seen at one time.
     *
     * @param askedAt when the question was sent, {@link System#nanoTime}
     * @param toldAt when the answer came
     */
    record Sight(long askedAt, long toldAt, long version) {}

    Purchase(String name, String intentId, Counterpart.Wares wares) {
        this.name = name;
        this.intentId = intentId;
        this.amountMinor = wares.amountMinor();
        String body = "{\"amount\":" + amountMinor + ",\"currency\":\"" + wares.currency() + "\",\"reference_id\":\""
                + referenceOf(name) + "\",\"payment_method\":" + wares.method() + "}";
        this.payment = new KeyedCall(PaymentEngine.PAY_PATH, "key_" + name, body, told -> !told.paymentStatus()
                .equals("created"));
    }

    static String referenceOf(String name) {
        return "cart_" + name;
    }

    String reference() {
        return referenceOf(name);
    }

    String intentId() {
        return intentId;
    }

    long amountMinor() {
        return amountMinor;
    }

    KeyedCall payment() {
        return payment;
    }

    /** Money is given back: what is asked for, and under which key. */
    KeyedCall giveBack(String verb, String body) {
        KeyedCall call = new KeyedCall(
                PaymentEngine.CREATE_PATH + "/" + intentId + "/" + verb,
                "back_" + name,
                body,
                told -> !told.field("/operations").isEmpty()
                        && !lastOperation(told).equals("not_processed"));
        giveBack = call;
        return call;
    }

    private static String lastOperation(Answer told) {
        var operations = told.field("/operations");
        return operations.get(operations.size() - 1).path("status").asText();
    }

    /** The request to give money back; null when there is none. */
    @Nullable
    KeyedCall giveBack() {
        return giveBack;
    }

    Stream<KeyedCall> calls() {
        return Stream.of(payment, giveBack).filter(call -> call != null);
    }

    boolean isSuccess() {
        Answer told = payment.answer();
        return told != null && told.paymentStatus().equals("succeeded");
    }

    void note(Sight sight) {
        sights.add(sight);
    }

    List<Sight> sights() {
        return sights;
    }
}
