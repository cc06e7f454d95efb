/** Lines to terminals: a JSON-RPC request goes out, its answer comes back, over HTTP(S), or framed over TCP and TLS. */
@NullMarked
package io.quittance.terminal.link;

import org.jspecify.annotations.NullMarked;
