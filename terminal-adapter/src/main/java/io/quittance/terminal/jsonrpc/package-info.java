/**
 * JSON-RPC 2.0 as card terminals speak it: messages, and the bytes of one frame. Start at
 * {@link io.quittance.terminal.jsonrpc.JsonRpcCodec}. Connections, pairing and the methods of a terminal are not here.
 */
@NullMarked
package io.quittance.terminal.jsonrpc;

import org.jspecify.annotations.NullMarked;
