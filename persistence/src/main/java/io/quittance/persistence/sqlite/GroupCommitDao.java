package io.quittance.persistence.sqlite;

import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import java.util.ArrayList;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The plugin's data access with its two hot statements, the insert and the look-up of the highest sequence number, done
 * by plain JDBC on threads of our own; replay is the plugin's. Made by the plugin by reflection.
 */
public final class GroupCommitDao extends DefaultJournalDao {

    /** How Akka is told that no write was rejected. */
    private static final Seq<Try<BoxedUnit>> ALL_WRITTEN =
            CollectionConverters.<Try<BoxedUnit>>asScala(List.of()).toSeq();

    private final SqliteJournalSetup journal;

    public GroupCommitDao(
            JdbcBackend.DatabaseDef db,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(db, profile, config, serialization, executor, materializer);
        this.journal = materializer
                .system()
                .settings()
                .setup()
                .get(SqliteJournalSetup.class)
                .orElseThrow(() -> new IllegalStateException("the actor system was not started with this journal"));
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> writes) {
        List<PersistentRepr> events = new ArrayList<>(2);
        CollectionConverters.asJava(writes)
                .forEach(write -> events.addAll(CollectionConverters.asJava(write.payload())));
        return FutureConverters.asScala(journal.writer().write(events).thenApply(done -> ALL_WRITTEN));
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(
                journal.lookup().highestSequence(persistenceId).thenApply(highest -> (Object) highest));
    }
}
