/**
 * The simulated acquirer. It decides by test card and amount, keeps its own durable truth, and misbehaves on request;
 * unless it is told otherwise it moves money for every order that reaches it, so that a double send shows. In process
 * it is {@link SimulatedAcquirer} behind {@link InProcessConnector}; as a process of its own it is
 * {@link AcquirerServer}, which speaks the provider's side of the Partner API to the connector in
 * {@code io.quittance.api.partner}.
 */
@NullMarked
package io.quittance.api.acquirer;

import org.jspecify.annotations.NullMarked;
