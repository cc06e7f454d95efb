package io.quittance.api.scenarios;

/**
 * What every face promises about intents: how they are paid, refused, seen, captured, given back and resolved
 * ({@code api.md}, Payment intents).
 */
interface IntentConformance
        extends PaymentScenarios,
                RefusalScenarios,
                SightScenarios,
                CaptureScenarios,
                GiveBackScenarios,
                OperationKeyScenarios,
                OperatorScenarios {}
