/** Bodies in and out: strict reading that names every fault, and rendering. */
@NullMarked
package io.quittance.api.http.json;

import org.jspecify.annotations.NullMarked;
