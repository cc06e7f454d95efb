/**
 * Searches with Jazzer for what no terminal may do to us. Every build replays what was found so far: the inputs under
 * {@code src/test/resources/io/quittance/terminal/fuzz}, one directory per test. To search on, for five minutes:
 *
 * <pre>
 * JAZZER_FUZZ=1 mvn -Pfast -pl engine,terminal-adapter \
 *   -Dtest='JsonRpcFuzzTest#isAMessageOrMalformed' -Dsurefire.failIfNoSpecifiedTests=false test
 * </pre>
 *
 * What fails is put beside the inputs as {@code crash-…}, to be mended and kept; what is new and good lies in
 * {@code .cifuzz-corpus}, and the least of it that reaches as far is {@code -merge=1 -use_counters=0} of Jazzer's own
 * main class. A test here names no class that is searched in a field or in a parameter: JUnit would load it before
 * Jazzer could see into it, and a search that is blind says "no interesting inputs".
 */
package io.quittance.terminal.fuzz;
