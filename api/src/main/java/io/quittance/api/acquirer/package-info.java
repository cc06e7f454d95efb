/**
 * The simulated acquirer and the connectors that speak to it. The acquirer decides by test card and amount, keeps its
 * own durable truth, and misbehaves on request; it charges every order that reaches it, so that a double send shows. In
 * process it is {@link SimulatedAcquirer} behind {@link InProcessConnector}; as an own process it is
 * {@link AcquirerServer} behind {@link HttpConnector}.
 */
@NullMarked
package io.quittance.api.acquirer;

import org.jspecify.annotations.NullMarked;
