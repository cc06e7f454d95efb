package io.quittance.planted.engine.journal;

import io.quittance.planted.engine.attempt.PaymentAttempt;
import java.sql.Connection;

/** Knows rows, and attempts. */
record RowJournal(Connection connection, PaymentAttempt attempt) {}
