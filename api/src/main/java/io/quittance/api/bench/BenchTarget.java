package io.quittance.api.bench;

import java.nio.file.Path;
import java.util.Optional;

/** What is put under load. */
public sealed interface BenchTarget permits HttpTarget, EmbeddedTarget {

    /** Where and what, as written in reports. Holds no secret. */
    String text();

    /** The directory with the target's {@code journal.db}, when it is known and on this machine. */
    Optional<Path> dataDirectory();
}
