package io.quittance.planted.engine.money;

import akka.actor.typed.ActorRef;

/** Money that knows an actor. */
record ImpureMoney(ActorRef<Long> observer) {}
