package io.quittance.planted.engine.intent;

import akka.actor.typed.ActorRef;

/** A message; fine where it stands, but nothing that a state may keep. */
public record Told(ActorRef<String> replyTo) {}
