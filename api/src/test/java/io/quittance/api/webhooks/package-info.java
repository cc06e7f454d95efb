/** Webhooks for tests of the faces: endpoints in a file, a receiver on loopback, and what goes wrong. */
package io.quittance.api.webhooks;
