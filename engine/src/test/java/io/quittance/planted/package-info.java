/**
 * Classes that break the rules of the architecture on purpose: a rule that passes here is no rule. Laid out like the
 * engine, because the rules match by package; the tidy rules skip them.
 */
package io.quittance.planted;
