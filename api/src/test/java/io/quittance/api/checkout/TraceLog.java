package io.quittance.api.checkout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Everything that is logged by anybody in this process, at the finest level, in a file; until it is closed. */
final class TraceLog implements AutoCloseable {
    private static final String AKKA = "akka.loglevel";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Map<Logger, Level> before = new LinkedHashMap<>();
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final Appender<ILoggingEvent> usual;
    private final @Nullable String akkaBefore = System.getProperty(AKKA);

    TraceLog(Path path) {
        context.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .forEach(logger -> before.put(logger, logger.getLevel()));
        before.keySet().forEach(logger -> logger.setLevel(isRoot(logger) ? Level.TRACE : null));
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level [%thread] %logger %mdc %msg%n%ex");
        encoder.start();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder);
        file.start();
        usual = root().getAppender("stderr");
        root().detachAppender(usual);
        root().addAppender(file);
        System.setProperty(AKKA, "DEBUG");
        ConfigFactory.invalidateCaches();
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static boolean isRoot(Logger logger) {
        return logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public void close() {
        root().detachAppender(file);
        root().addAppender(usual);
        file.stop();
        before.forEach(Logger::setLevel);
        if (akkaBefore == null) {
            System.clearProperty(AKKA);
        } else {
            System.setProperty(AKKA, akkaBefore);
        }
        ConfigFactory.invalidateCaches();
    }
}
