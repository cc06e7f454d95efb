/** Reading and checking a journal without an actor system: plain Java, no Akka. */
@NullMarked
package io.quittance.engine.audit;

import org.jspecify.annotations.NullMarked;
