/** The size and style budget of the source tree as pure functions; {@code TidyTest} applies them to every module. */
package io.quittance.engine.tidy;
