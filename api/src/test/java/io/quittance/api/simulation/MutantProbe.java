package io.quittance.api.simulation;

import java.util.Set;
import java.util.function.LongFunction;

/** Runs a seed inside the class loader of a mutant; speaks the JDK's types only, because it is called from outside. */
public final class MutantProbe implements LongFunction<String> {

    /** What the seed violated, in words; empty for nothing. */
    @Override
    public String apply(long seed) {
        Violation violation = SimulationRun.run(seed, Set.of()).violation();
        return violation == null ? "" : violation.toString();
    }
}
