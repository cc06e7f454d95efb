package io.quittance.planted.persistence.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quittance.planted.terminal.PlantedTerminal;

/** A journal that looks sideways and wears its JSON names on its sleeve. */
public record PlantedJournal(@JsonProperty("terminal") PlantedTerminal terminal) {}
