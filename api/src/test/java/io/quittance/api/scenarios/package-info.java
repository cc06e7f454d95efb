/** One conformance suite, two faces: what holds over HTTP holds in process, and the other way round. */
package io.quittance.api.scenarios;
