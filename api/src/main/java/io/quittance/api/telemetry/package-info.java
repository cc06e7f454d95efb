/** What operators see: metrics. */
@NullMarked
package io.quittance.api.telemetry;

import org.jspecify.annotations.NullMarked;
