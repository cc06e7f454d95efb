/** Card terminals for tests of the faces: simulated devices on loopback, and the real desk that speaks to them. */
package io.quittance.api.terminals;
