/**
 * The payment engine. To follow one payment from the request to its answer, read these seven files in this order:
 *
 * <ol>
 *   <li>{@link io.quittance.engine.PaymentEngine}: what a caller may ask, and what is promised.
 *   <li>{@link io.quittance.engine.intent.IntentState}: the stages of an intent, and how events change them.
 *   <li>{@link io.quittance.engine.intent.IntentEvent}: what can happen, in the auditors' words.
 *   <li>{@link io.quittance.engine.intent.PaymentIntent}: the one actor of an intent: decide, persist, act, answer.
 *   <li>{@link io.quittance.engine.intent.IntentRules}: decisions about requests, as pure functions; beside it
 *       {@code OperationRules}, {@code OutcomeRules}, {@code ResolutionRules} and {@code DutyRules}.
 *   <li>{@link io.quittance.engine.attempt.PaymentAttempt}: the child that sends the order, once.
 *   <li>{@code io.quittance.engine.attempt.AttemptReconciler}: what happens when no answer comes.
 * </ol>
 *
 * <p>The HTTP side of the same path begins in {@code io.quittance.api.http.Routes}.
 */
@NullMarked
package io.quittance.engine;

import org.jspecify.annotations.NullMarked;
