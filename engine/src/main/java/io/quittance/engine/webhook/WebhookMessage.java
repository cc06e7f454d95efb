package io.quittance.engine.webhook;

import java.time.Instant;

/**
 * What is sent once.
 *
 * @param id {@code webhook-id}: the same at every try
 * @param at {@code webhook-timestamp}: the time of this try
 * @param body the JSON document: the same bytes at every try
 */
public record WebhookMessage(String id, Instant at, byte[] body) {}
