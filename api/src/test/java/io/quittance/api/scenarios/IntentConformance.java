package io.quittance.api.scenarios;

/**
 * What every face promises about intents: how they are paid, at terminals too, confirmed, refused, seen, captured,
 * given back and resolved ({@code api.md}, Payment intents).
 */
interface IntentConformance
        extends PaymentScenarios,
                RefusalScenarios,
                SightScenarios,
                ChallengeScenarios,
                CaptureScenarios,
                GiveBackScenarios,
                OperationKeyScenarios,
                OperatorScenarios,
                TerminalScenarios,
                TerminalOrderScenarios,
                TerminalMishapScenarios,
                TerminalMoneyScenarios {}
