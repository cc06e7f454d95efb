package io.quittance.persistence.cards;

import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.HeldCard;
import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cards in a SQLite file that only its owner can read. A number is sealed under a key set outside the file, bound to
 * its row and merchant: so neither file alone tells a number, and a number that was moved to another row does not open.
 * Such a card is as good as gone, and says so in the log; all others are well. Security codes are in memory only. A
 * card that is forgotten is overwritten, in the write-ahead log too. Times are kept to the millisecond.
 *
 * <p>The key set may be replaced while the file is open ({@link CardRotation}); it is read again before the next card.
 */
public final class CardFile implements CardVault {

    /** The file's name in a data directory. */
    public static final String NAME = "cards.db";

    /** The name of the key set in a data directory, where no other file is named. */
    public static final String KEYS_NAME = "cards.keys";

    private static final Logger LOG = LoggerFactory.getLogger(CardFile.class);

    private final CardThread thread;
    private final CardKeys keys;
    private final SecurityCodes codes = new SecurityCodes();
    private final InstantSource clock;
    private final IdSource ids;

    private CardFile(CardThread thread, CardKeys keys, InstantSource clock, IdSource ids) {
        this.thread = thread;
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Opens {@link #NAME} in a data directory, made when it is not there.
     *
     * @param keySet the key set's file, made when nothing was ever sealed
     */
    public static CardFile open(Path dataDirectory, Path keySet, InstantSource clock, IdSource ids) {
        Path file = dataDirectory.resolve(NAME);
        Connection connection = connect(file);
        try {
            CardKeys keys = inTransaction(connection, with -> CardKeys.open(with, new CardKeyFile(keySet)));
            return new CardFile(new CardThread(file, connection), keys, clock, ids);
        } catch (SQLException | RuntimeException e) {
            throw closed(connection, file, e);
        }
    }

    static Connection connect(Path file) {
        OwnerOnly.create(file);
        Connection connection = Sqlite.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute(CardTable.SCHEMA);
            statement.execute(CardTable.OF_CUSTOMER);
            statement.execute(CardTable.OVERDUE);
            statement.execute(CardKeyTable.SCHEMA);
            return connection;
        } catch (SQLException e) {
            throw closed(connection, file, e);
        }
    }

    /** Nobody else writes meanwhile. */
    static <T> T inTransaction(Connection connection, CardThread.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    static StoreException closed(Connection connection, Path file, Exception cause) {
        StoreException failure = cause instanceof StoreException told
                ? told
                : new StoreException("cannot use the file of cards " + file, cause);
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public CompletionStage<HeldCard> hold(Tenant tenant, PaymentMethod.Card card, Purpose purpose) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        HeldCard held = new HeldCard(
                CardId.random(ids),
                tenant,
                purpose.customerId(),
                purpose.intent(),
                card.summary(),
                card.expiry(),
                false,
                now,
                purpose.until().truncatedTo(ChronoUnit.MILLIS));
        return thread.does(with -> {
                    CardTable.add(with, held, sealed(keys.current(with), held, card.number()));
                    return held;
                })
                .thenApply(kept -> {
                    if (card.securityCode() != null) {
                        codes.keep(kept.id(), card.securityCode(), now);
                    }
                    return kept;
                });
    }

    private static byte[] sealed(CardKeySet keys, HeldCard card, String number) {
        try {
            return keys.seal(number.getBytes(StandardCharsets.US_ASCII), CardRow.place(card.id(), card.tenant()));
        } catch (GeneralSecurityException e) {
            throw new StoreException("the number of " + card.id() + " cannot be sealed", e);
        }
    }

    @Override
    public CompletionStage<Optional<HeldCard>> find(Tenant tenant, CardId id) {
        return thread.does(with -> CardTable.find(with, tenant, id));
    }

    @Override
    public CompletionStage<Optional<PaymentMethod.Card>> open(Tenant tenant, CardId id) {
        return thread.does(with -> {
            CardKeySet now = keys.current(with);
            return CardTable.sealed(with, tenant, id).flatMap(row -> opened(now, row));
        });
    }

    private Optional<PaymentMethod.Card> opened(CardKeySet now, CardRow row) {
        try {
            String number = new String(now.open(row.sealed(), row.place()), StandardCharsets.US_ASCII);
            String code = codes.find(row.id(), clock.instant()).orElse(null);
            return Optional.of(new PaymentMethod.Card(number, YearMonth.parse(row.expiry()), code));
        } catch (GeneralSecurityException e) {
            LOG.error("the number of {} cannot be opened: its row was changed, or moved there", row.id(), e);
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Boolean> claim(Tenant tenant, CardId id, IntentId intent) {
        return thread.does(with -> CardTable.claim(with, tenant, id, intent));
    }

    @Override
    public CompletionStage<Void> save(Tenant tenant, CardId id) {
        codes.forget(id);
        return thread.does(with -> {
                    CardTable.save(with, tenant, id);
                    return true;
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<Boolean> forget(Tenant tenant, CardId id) {
        codes.forget(id);
        return thread.does(with -> {
            boolean wasThere = CardTable.forget(with, tenant, id);
            if (wasThere) {
                thread.eraseLog();
            }
            return wasThere;
        });
    }

    @Override
    public CompletionStage<List<HeldCard>> saved(Tenant tenant, String customerId) {
        return thread.does(with -> CardTable.saved(with, tenant, customerId));
    }

    /** Asked regularly, so that codes whose time is over leave memory too. */
    @Override
    public CompletionStage<List<HeldCard>> overdue(Instant now, int limit) {
        codes.forgetOld(clock.instant());
        return thread.does(with -> CardTable.overdue(with, now, limit));
    }

    @Override
    public void close() {
        thread.close();
    }
}
