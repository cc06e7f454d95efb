/** What others wrote for node, and our tests use. */
package io.quittance.api.npm;
