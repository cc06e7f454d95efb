/** Which webhook endpoints there are: kept apart from the journal, with their secrets encrypted. */
@NullMarked
package io.quittance.persistence.webhooks;

import org.jspecify.annotations.NullMarked;
