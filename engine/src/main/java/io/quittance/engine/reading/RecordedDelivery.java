package io.quittance.engine.reading;

import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.intent.Notification;

/** A delivery as the journal has it, and the notification that is delivered. */
public record RecordedDelivery(Notification notification, Delivery delivery) {}
