package io.quittance.engine.intent;

import org.jspecify.annotations.Nullable;

/**
 * A card that was given before, as a caller names it, not yet checked. It is used once, unless it was saved.
 *
 * @param token e.g. {@code pm_4qf…}
 */
public record TokenDetails(@Nullable String token) implements MethodDetails {}
