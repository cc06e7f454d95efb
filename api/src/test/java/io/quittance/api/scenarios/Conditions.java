package io.quittance.api.scenarios;

import io.quittance.api.acquirer.FaultPlan;
import io.quittance.engine.attempt.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a face runs under.
 *
 * @param merchant whose key the shop holds
 * @param faults how the acquirer behaves
 * @param offers what it offers
 */
record Conditions(String merchant, FaultPlan faults, Set<Capability> offers) {
    private static final Set<Capability> EVERYTHING = EnumSet.allOf(Capability.class);

    static final Conditions NORMAL = new Conditions("shop", FaultPlan.NONE, EVERYTHING);

    static Conditions of(String faults) {
        return new Conditions(NORMAL.merchant, FaultPlan.parse(faults, 1), EVERYTHING);
    }

    static Conditions ofMerchant(String merchant) {
        return new Conditions(merchant, FaultPlan.NONE, EVERYTHING);
    }

    /** An acquirer that lacks these. */
    static Conditions without(Capability... lacking) {
        Set<Capability> offers = EnumSet.copyOf(EVERYTHING);
        offers.removeAll(List.of(lacking));
        return new Conditions(NORMAL.merchant, FaultPlan.NONE, offers);
    }
}
