/** Card vaults for tests of the faces. */
package io.quittance.api.cards;
