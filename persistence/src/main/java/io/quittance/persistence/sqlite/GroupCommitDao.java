package io.quittance.persistence.sqlite;

import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.persistence.jdbc.journal.dao.JournalTables.JournalAkkaSerializationRow;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The plugin's data access with its two hot statements, the insert and the look-up of the highest sequence number, done
 * by plain JDBC on threads of our own; queueing, grouping and replay are the plugin's. Made by the plugin by
 * reflection.
 */
public final class GroupCommitDao extends DefaultJournalDao {

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
    public Future<BoxedUnit> writeJournalRows(
            scala.collection.immutable.Seq<Tuple2<JournalAkkaSerializationRow, scala.collection.immutable.Set<String>>>
                    group) {
        List<JournalAkkaSerializationRow> rows = new ArrayList<>(group.size());
        group.foreach(row -> rows.add(row._1()));
        return FutureConverters.asScala(journal.writer().write(rows).thenApply(done -> BoxedUnit.UNIT));
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(
                journal.sequences().highestSequence(persistenceId).thenApply(highest -> (Object) highest));
    }
}
