/** The page that shows a simulated terminal as it looks, with its keys. */
@NullMarked
package io.quittance.terminal.simulator.web;

import org.jspecify.annotations.NullMarked;
