/** What all pages for people share: safe HTML, and what browsers say about forms. */
@NullMarked
package io.quittance.api.web;

import org.jspecify.annotations.NullMarked;
