package io.quittance.api.scenarios;

import io.quittance.api.acquirer.FaultPlan;

/**
 * What a face runs under.
 *
 * @param merchant whose key the shop holds
 * @param faults how the acquirer behaves
 */
record Conditions(String merchant, FaultPlan faults) {
    static final Conditions NORMAL = new Conditions("shop", FaultPlan.NONE);

    static Conditions of(String faults) {
        return new Conditions(NORMAL.merchant, FaultPlan.parse(faults, 1));
    }

    static Conditions ofMerchant(String merchant) {
        return new Conditions(merchant, FaultPlan.NONE);
    }
}
