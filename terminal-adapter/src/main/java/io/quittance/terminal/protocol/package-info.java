/**
 * The words of a payment terminal (source-systems 5.3 to 5.6): what it is asked, what it answers, and what each answer
 * proves about the money.
 */
@NullMarked
package io.quittance.terminal.protocol;

import org.jspecify.annotations.NullMarked;
