package io.quittance.engine.terminal;

import io.quittance.engine.id.TerminalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A terminal as its merchant sees it.
 *
 * @param deviceStatus the device's own word, e.g. {@code IDLE}, {@code TRANSACTION}; null while it was not heard of
 * @param lastSeenAt when it answered last
 * @param queue the references of the orders at it: the first has the device, the others wait
 * @param dialogues how many orders it was given since the server started
 * @param answered of how many of them it told the outcome by itself
 * @param quarantinedUntil until when it is given nothing, because it failed again and again; null when it is not
 */
public record TerminalView(
        TerminalId id,
        String name,
        String url,
        @Nullable String serialNumber,
        boolean isPaired,
        @Nullable String deviceStatus,
        @Nullable Instant lastSeenAt,
        List<String> queue,
        long dialogues,
        long answered,
        @Nullable Instant quarantinedUntil,
        Instant registeredAt) {}
