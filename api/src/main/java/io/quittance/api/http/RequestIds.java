package io.quittance.api.http;

import akka.http.javadsl.model.HttpRequest;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.id.IdSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The id of a request in logs and answers: the caller's own when it sent a good one, else one of ours. */
final class RequestIds {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private final String process;
    private final AtomicLong count = new AtomicLong();

    RequestIds(IdSource ids) {
        this.process = HexFormat.of().formatHex(ids.bytes(6));
    }

    String of(HttpRequest request) {
        return request.getHeader("Request-Id")
                .map(header -> header.value())
                .filter(sent -> SHAPE.matcher(sent).matches() && !CardNumbers.areWrittenIn(sent))
                .orElseGet(this::next);
    }

    /** One of ours. */
    String next() {
        return "req_" + process + "_" + count.incrementAndGet();
    }
}
