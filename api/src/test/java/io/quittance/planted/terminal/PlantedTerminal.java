package io.quittance.planted.terminal;

import io.quittance.planted.api.PlantedApi;

/** A terminal adapter that looks outwards. */
public record PlantedTerminal(PlantedApi api) {}
