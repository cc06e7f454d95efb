/** Who is calling: keys and the tenants they open. */
@NullMarked
package io.quittance.api.auth;

import org.jspecify.annotations.NullMarked;
