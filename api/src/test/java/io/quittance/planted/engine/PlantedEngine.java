package io.quittance.planted.engine;

import io.quittance.planted.persistence.serialization.PlantedMixIn;

/** An engine that knows how it is stored. */
public record PlantedEngine(PlantedMixIn stored) {}
