package io.quittance.planted.persistence.serialization;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Annotated where annotations belong. */
public record PlantedMixIn(@JsonProperty("name") String name) {}
