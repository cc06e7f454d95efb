/** Signatures of webhooks (Standard Webhooks 1.0.0): how they are made, how they are checked, and their keys. */
@NullMarked
package io.quittance.engine.webhook.signature;

import org.jspecify.annotations.NullMarked;
