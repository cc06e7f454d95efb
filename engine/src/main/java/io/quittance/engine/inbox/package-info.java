/** What providers tell us: kept before it is acknowledged, told to the intents until one has asked about it. */
@NullMarked
package io.quittance.engine.inbox;

import org.jspecify.annotations.NullMarked;
