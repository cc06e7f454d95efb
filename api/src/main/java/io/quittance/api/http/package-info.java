/** The HTTP server's routes. {@link io.quittance.api.http.Routes} is the table of contents. */
@NullMarked
package io.quittance.api.http;

import org.jspecify.annotations.NullMarked;
