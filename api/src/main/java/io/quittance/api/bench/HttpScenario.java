package io.quittance.api.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.bench.Purchases.Purchase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scenarios over HTTP: gives every connection its requests. Immutable. */
final class HttpScenario {

    /** How many payments {@code replay} and {@code read} go round. */
    static final int PAID_BEFORE = 64;

    /** The number of the source whose payments are made before the load; connections count from 0. */
    private static final int BEFORE = -1;

    private static final byte[] STATUS = HttpAnswer.ascii("\"status\"");
    private static final byte[] SUCCEEDED = HttpAnswer.ascii("\"succeeded\"");

    private final LoadPlan plan;
    private final String run;
    private final HttpText text;
    private final List<Paid> paid;

    /** A payment made before the load: how to repeat it, how to look at it, and what was answered. */
    private record Paid(byte[] repeat, byte[] look, byte[] quotedId, byte[] answer) {}

    private HttpScenario(LoadPlan plan, String run, HttpText text, List<Paid> paid) {
        this.plan = plan;
        this.run = run;
        this.text = text;
        this.paid = List.copyOf(paid);
    }

    /**
     * Makes what the scenario needs.
     *
     * @param run a name that no other run has
     * @throws IOException when the server cannot be reached
     * @throws BenchFailed when it does not pay
     */
    static HttpScenario prepare(LoadPlan plan, HttpTarget target, String run) throws IOException {
        HttpText text = new HttpText(target);
        List<Paid> paid = new ArrayList<>();
        if (plan.scenario() == Scenario.REPLAY || plan.scenario() == Scenario.READ) {
            Purchases purchases = new Purchases(run, BEFORE, new SplittableRandom(plan.seed()));
            for (int i = 0; i < PAID_BEFORE; i++) {
                paid.add(pay(new OneCall(target), text, purchases.next()));
            }
        }
        return new HttpScenario(plan, run, text, paid);
    }

    /** @param connection counted from 0 */
    HttpRequests forConnection(int connection) {
        SplittableRandom random = new SplittableRandom(plan.seed() + connection + 1);
        Purchases purchases = new Purchases(run, connection, random);
        return switch (plan.scenario()) {
            case PAYMENT, WEBHOOKS -> new Fresh(() -> payment(purchases.next()), true);
            case CREATE -> new Fresh(() -> intent(purchases.next()), false);
            case REPLAY -> new Repeat(paid, random);
            case READ -> new Look(paid, random);
            case TRIVIAL -> new Trivial(text.get(HttpText.LIVE));
        };
    }

    private byte[] payment(Purchase purchase) {
        return text.post(HttpText.PAYMENTS, purchase.key(), HttpText.paymentJson(purchase));
    }

    private byte[] intent(Purchase purchase) {
        return text.post(HttpText.INTENTS, purchase.key(), HttpText.intentJson(purchase));
    }

    private static Paid pay(OneCall call, HttpText text, Purchase purchase) throws IOException {
        String json = HttpText.paymentJson(purchase);
        OneCall.Answer answer = call.post(HttpText.PAYMENTS, purchase.key(), json);
        if (answer.status() != 201) {
            throw new BenchFailed("A payment before the load was answered with " + answer.status() + ": "
                    + new ErrorSample("", answer.text()).answer());
        }
        String id = new ObjectMapper().readTree(answer.body()).path("id").asText();
        return new Paid(
                text.post(HttpText.PAYMENTS, purchase.key(), json),
                text.get(HttpText.INTENTS + "/" + id),
                HttpAnswer.ascii("\"" + id + "\""),
                answer.body());
    }

    private static String status(HttpAnswer answer) {
        return "status " + answer.status();
    }

    /** New intents, paid or not. */
    private record Fresh(Supplier<byte[]> requests, boolean paid) implements HttpRequests {

        @Override
        public byte[] next() {
            return requests.get();
        }

        @Override
        public @Nullable String faultIn(HttpAnswer answer) {
            if (answer.status() != 201) {
                return status(answer);
            }
            if (answer.replayed()) {
                return "a fresh key was answered as a replay";
            }
            return paid && !answer.firstMemberIs(STATUS, SUCCEEDED) ? "the payment did not succeed" : null;
        }
    }

    /** The payments of before, again. */
    private static final class Repeat implements HttpRequests {

        private final List<Paid> paid;
        private final SplittableRandom random;
        private Paid last;

        Repeat(List<Paid> paid, SplittableRandom random) {
            this.paid = paid;
            this.random = random;
            this.last = paid.get(0);
        }

        @Override
        public byte[] next() {
            last = paid.get(random.nextInt(paid.size()));
            return last.repeat();
        }

        @Override
        public @Nullable String faultIn(HttpAnswer answer) {
            if (answer.status() != 201) {
                return status(answer);
            }
            if (!answer.replayed()) {
                return "a repeat was not answered as a replay";
            }
            return answer.bodyEquals(last.answer()) ? null : "a replay with another body than the first answer";
        }
    }

    /** The intents of before. */
    private static final class Look implements HttpRequests {

        private final List<Paid> paid;
        private final SplittableRandom random;
        private Paid last;

        Look(List<Paid> paid, SplittableRandom random) {
            this.paid = paid;
            this.random = random;
            this.last = paid.get(0);
        }

        @Override
        public byte[] next() {
            last = paid.get(random.nextInt(paid.size()));
            return last.look();
        }

        @Override
        public @Nullable String faultIn(HttpAnswer answer) {
            if (answer.status() != 200) {
                return status(answer);
            }
            return answer.bodyHolds(last.quotedId()) ? null : "another intent than the one asked for";
        }
    }

    private record Trivial(byte[] request) implements HttpRequests {

        @Override
        public byte[] next() {
            return request;
        }

        @Override
        public @Nullable String faultIn(HttpAnswer answer) {
            return answer.status() == 200 ? null : status(answer);
        }
    }
}
