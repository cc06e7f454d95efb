/**
 * The frames in which a terminal's messages travel over TCP, TLS and a serial line (source-systems 5.1). Over HTTP and
 * WebSocket a message travels bare.
 */
@NullMarked
package io.quittance.terminal.frame;

import org.jspecify.annotations.NullMarked;
