/** Every outward face of Quittance: HTTP, connectors, command line, and the wiring that joins the modules. */
@NullMarked
package io.quittance.api;

import org.jspecify.annotations.NullMarked;
