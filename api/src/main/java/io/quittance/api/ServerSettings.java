package io.quittance.api;

import io.quittance.api.auth.ApiKeys;
import io.quittance.engine.Journal;

/**
 * What a server is made of. It owns the keys, the journal and the counterparty and closes them all.
 *
 * @param host the address to listen on
 * @param port the port; 0 for a free one
 * @param keys the keys that open it
 * @param journal where events go
 * @param counterparty who moves the money
 */
public record ServerSettings(String host, int port, ApiKeys keys, Journal journal, Counterparty counterparty) {}
