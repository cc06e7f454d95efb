package io.quittance.api.scenarios;

/** What every face promises about intents: how they are paid, refused and seen ({@code api.md}, Payment intents). */
interface IntentConformance extends PaymentScenarios, RefusalScenarios, SightScenarios {}
