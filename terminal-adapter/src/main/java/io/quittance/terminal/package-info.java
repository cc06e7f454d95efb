/** Card terminals that speak JSON-RPC: what their answers mean for the money. */
@NullMarked
package io.quittance.terminal;

import org.jspecify.annotations.NullMarked;
