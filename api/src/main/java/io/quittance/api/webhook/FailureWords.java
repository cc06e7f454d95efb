package io.quittance.api.webhook;

import io.quittance.engine.Limits;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why no answer came, in words for people: no class names, no traces, nothing of what was sent or received. Pure. */
final class FailureWords {

    private static final int DEPTH_MAX = 16;

    private FailureWords() {}

    static HttpExchange.Outcome of(Throwable failure) {
        Throwable cause = failure;
        String words = null;
        for (int depth = 0; cause != null && words == null && depth < DEPTH_MAX; depth++) {
            if (cause instanceof EndpointPool.Full) {
                return HttpExchange.Outcome.unsent("not sent: all connections to this endpoint are busy");
            }
            words = words(cause);
            cause = cause.getCause();
        }
        String said = words == null ? "the connection failed" : words;
        return HttpExchange.Outcome.failed(said.substring(0, Math.min(said.length(), Limits.HOST_WORDS_CHARS_MAX)));
    }

    private static @Nullable String words(Throwable cause) {
        if (cause instanceof GuardedTransport.Forbidden) {
            return "this address is not allowed: " + cause.getMessage();
        }
        if (cause instanceof UnknownHostException) {
            return "the host name is not known";
        }
        if (cause instanceof CertificateException) {
            return "the server's certificate is not trusted, or is for another name";
        }
        if (cause instanceof SSLException) {
            return cause.getCause() == null ? "no TLS connection could be made" : words(cause.getCause());
        }
        if (cause instanceof NoRouteToHostException) {
            return "no way to this address";
        }
        if (cause instanceof ConnectException) {
            return connect(cause);
        }
        if (cause instanceof TimeoutException) {
            return "no answer in time";
        }
        return byText(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT));
    }

    private static String connect(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("timeout") || text.contains("timed out") ? "no connection in time" : "connection refused";
    }

    /** Akka tells some causes only in its words. */
    private static @Nullable String byText(String text) {
        if (text.contains("connection refused")) {
            return "connection refused";
        }
        if (text.contains("unreachable") || text.contains("no route to host")) {
            return "no way to this address";
        }
        if (text.contains("connect timeout") || text.contains("connection timed out")) {
            return "no connection in time";
        }
        if (text.contains("closed") || text.contains("reset") || text.contains("broken pipe")) {
            return "the connection was closed before an answer came";
        }
        return text.contains("illegal") || text.contains("unsupported http") ? "what came is no HTTP answer" : null;
    }
}
