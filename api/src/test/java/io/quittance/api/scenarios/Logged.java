package io.quittance.api.scenarios;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** What the product's own loggers say while it is open, down to the finest. */
final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger product = (Logger) LoggerFactory.getLogger("io.quittance");
    private final Level before = product.getLevel();
    private final StringBuffer text = new StringBuffer();

    private Logged() {}

    static Logged everything() {
        Logged logged = new Logged();
        logged.start();
        logged.product.addAppender(logged);
        logged.product.setLevel(Level.ALL);
        return logged;
    }

    @Override
    protected void append(ILoggingEvent event) {
        text.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
            text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        product.setLevel(before);
        product.detachAppender(this);
        stop();
    }
}
