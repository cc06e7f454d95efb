/** A merchant's receiver of webhooks, to try with: it prints what it takes, and can be down or moody on purpose. */
@NullMarked
package io.quittance.api.receiver;

import org.jspecify.annotations.NullMarked;
