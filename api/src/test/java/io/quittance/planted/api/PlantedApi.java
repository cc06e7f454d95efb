package io.quittance.planted.api;

/** What no inner module may see. */
public record PlantedApi() {}
