/**
 * The merchants' terminals at work: one device is one actor with one dialogue at a time, one order is one session. Read
 * {@link io.quittance.terminal.desk.TerminalDesk}, {@link io.quittance.terminal.desk.Device},
 * {@link io.quittance.terminal.desk.TerminalSession}, in this order.
 */
@NullMarked
package io.quittance.terminal.desk;

import org.jspecify.annotations.NullMarked;
