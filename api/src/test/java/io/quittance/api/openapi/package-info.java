/** The contract as a document, held against the server that runs. */
package io.quittance.api.openapi;
