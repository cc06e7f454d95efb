/** The story that {@code quittance demo} tells, in real payments over HTTP. */
@NullMarked
package io.quittance.api.demo;

import org.jspecify.annotations.NullMarked;
