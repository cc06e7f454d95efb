/** Refusals over HTTP: one catalogue, one body. */
@NullMarked
package io.quittance.api.http.problem;

import org.jspecify.annotations.NullMarked;
