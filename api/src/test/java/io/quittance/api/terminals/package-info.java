/** Card terminals that are played, for tests of the faces: state, answers and payers, without a device. */
package io.quittance.api.terminals;
