/** The command line: one class per command. */
@NullMarked
package io.quittance.api.cli;

import org.jspecify.annotations.NullMarked;
