/** Classes that break the directions between the modules on purpose; the tidy rules skip them. */
package io.quittance.planted;
