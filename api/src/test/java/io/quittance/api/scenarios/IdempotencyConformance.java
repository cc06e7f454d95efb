package io.quittance.api.scenarios;

/** What every face promises about keys and repeats ({@code api.md}, Idempotency). */
interface IdempotencyConformance extends RepeatScenarios, KeyScenarios, HasteScenarios {}
