package io.quittance.engine.webhook.receiving;

import io.quittance.engine.id.NotificationId;
import java.time.Instant;
import java.util.Optional;

/** What came of receiving a webhook, and what its sender should be answered. */
public sealed interface Received {

    /** The HTTP status to answer with once nothing more is to be done about it. */
    int status();

    /**
     * It is ours, and was not processed before. Now say {@link WebhookReceiver#done} or
     * {@link WebhookReceiver#giveBack}, and answer after that.
     *
     * @param body the JSON document, byte by byte as it was signed
     * @param until when it may be processed by somebody else, unless it is said before that it is done
     */
    record Fresh(String id, byte[] body, Instant until) implements Received {

        /** Which one of which intent it is; empty for a ping. Its number orders what is heard of one intent. */
        public Optional<NotificationId> notification() {
            return NotificationId.parse(id);
        }

        /** 200, once it is done. */
        @Override
        public int status() {
            return 200;
        }
    }

    /** It was processed before; there is nothing to do. */
    record Repeated(String id) implements Received {

        @Override
        public int status() {
            return 200;
        }
    }

    /** It is processed at this moment. Whether that succeeds is not known, so the sender should come again. */
    record UnderWay(String id) implements Received {

        @Override
        public int status() {
            return 503;
        }
    }

    /** Processing it failed; it was given back, and the sender's next try is fresh. */
    record Failed(String id, Exception failure) implements Received {

        @Override
        public int status() {
            return 500;
        }
    }

    /**
     * It is not to be believed.
     *
     * @param reason in words, for a log; nothing in it is secret
     */
    record Rejected(String reason) implements Received {

        @Override
        public int status() {
            return 400;
        }
    }
}
