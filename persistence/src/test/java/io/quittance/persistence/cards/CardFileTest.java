package io.quittance.persistence.cards;

import static io.quittance.persistence.cards.CardVaultContract.got;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.HeldCard;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CardFileTest implements CardVaultContract {

    @TempDir
    private Path directory;

    private final SecureRandom random = new SecureRandom();
    private volatile Instant now = START;
    private @Nullable CardFile cards;

    @BeforeEach
    void open() {
        cards = CardFile.open(directory, keySet(), () -> now, this::bytes);
    }

    @AfterEach
    void close() {
        if (cards != null) {
            cards.close();
            cards = null;
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private Path keySet() {
        return directory.resolve(CardFile.KEYS_NAME);
    }

    private void reopen() {
        close();
        open();
    }

    @Override
    public CardVault vault() {
        if (cards == null) {
            throw new IllegalStateException("closed");
        }
        return cards;
    }

    @Override
    public void tick(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Test
    void aLaterProcessHasTheCardWithoutItsCode() {
        HeldCard held = hold(INTENT);

        reopen();

        assertThat(got(vault().find(SHOP, held.id()))).contains(held);
        assertThat(got(vault().open(SHOP, held.id())))
                .contains(new PaymentMethod.Card(CARD.number(), CARD.expiry(), null));
    }

    @Test
    void aCodeIsKeptForTwentyMinutes() {
        CardId id = hold(null).id();

        tick(Limits.SECURITY_CODE_KEPT.minusMillis(1));
        assertThat(got(vault().open(SHOP, id))).contains(CARD);

        tick(Duration.ofMillis(1));
        assertThat(got(vault().open(SHOP, id)).orElseThrow().securityCode()).isNull();
    }

    @Test
    void theOldestCodeGoesFirst() {
        SecurityCodes codes = new SecurityCodes();
        List<CardId> ids = Stream.generate(() -> CardId.random(this::bytes))
                .limit(Limits.SECURITY_CODES_MAX + 1)
                .toList();
        ids.forEach(id -> codes.keep(id, "341", now));

        assertThat(codes.find(ids.get(0), now)).isEmpty();
        assertThat(codes.find(ids.get(1), now)).contains("341");
        assertThat(codes.find(ids.get(ids.size() - 1), now)).contains("341");
    }

    @Test
    void theNumberAndTheCodeAreInNoByteOfAnyFile() throws IOException {
        PaymentMethod.Card card = new PaymentMethod.Card("4456530000001096", YearMonth.of(2031, 1), "9173");
        CardId id = got(vault().hold(SHOP, card, new CardVault.Purpose("anna", null, now.plusSeconds(60))))
                .id();
        got(vault().save(SHOP, id));
        isNowhere(card.number());
        isNowhere("9173");

        close();
        isNowhere(card.number());
        isNowhere("9173");
    }

    @Test
    void aForgottenCardIsOverwritten() throws Exception {
        CardId id = hold(null).id();
        byte[] sealed = sealed(id);
        assertThat(isAnywhere(sealed)).isTrue();

        got(vault().forget(SHOP, id));
        close();

        assertThat(isAnywhere(sealed)).isFalse();
    }

    @Test
    void theFilesAreTheirOwnersAlone() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        try (CardRotation rotation = CardRotation.open(directory, keySet())) {
            rotation.rotate();
        }

        for (String name : List.of(CardFile.NAME, CardFile.KEYS_NAME)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anotherKeySetIsRefusedAtTheStart() throws IOException {
        hold(null);
        close();
        Path other = Files.createDirectory(directory.resolve("other"));
        CardFile.open(other, other.resolve(CardFile.KEYS_NAME), () -> now, this::bytes)
                .close();
        Path wrong = other.resolve(CardFile.KEYS_NAME);

        assertThatThrownBy(() -> CardFile.open(directory, wrong, () -> now, this::bytes))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not the key set of this directory")
                .hasMessageContaining(wrong.toString());
        open();
    }

    @Test
    void aKeySetThatIsGoneOrUnreadableIsRefusedAtTheStart() throws IOException {
        close();
        Path aside = directory.resolve("aside");
        Files.move(keySet(), aside);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("are gone");

        Files.writeString(keySet(), "{\"primaryKeyId\": 1, \"key\": []}");
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("is no key set");

        Files.move(aside, keySet(), StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    @Test
    void aDamagedNumberHurtsItsOwnCardOnly() throws SQLException {
        CardId damaged = hold(null).id();
        CardId moved = hold(null).id();
        CardId well = hold(null).id();
        change("UPDATE card SET sealed = x'0102' WHERE id = '" + damaged.body() + "'");
        change("UPDATE card SET sealed = (SELECT sealed FROM card WHERE id = '" + well.body() + "') WHERE id = '"
                + moved.body() + "'");

        reopen();

        assertThat(got(vault().open(SHOP, damaged))).isEmpty();
        assertThat(got(vault().open(SHOP, moved))).isEmpty();
        assertThat(got(vault().find(SHOP, damaged))).isPresent();
        assertThat(got(vault().open(SHOP, well))).isPresent();
        try (CardRotation rotation = CardRotation.open(directory, keySet())) {
            rotation.rotate();
            assertThat(rotation.reseal()).isEqualTo(new CardRotation.Resealed(1, 2));
        }
        assertThat(got(vault().open(SHOP, well))).isPresent();
    }

    @Test
    void aNumberDoesNotOpenForAnotherMerchant() throws SQLException {
        CardId id = hold(null).id();
        change("UPDATE card SET merchant = 'other' WHERE id = '" + id.body() + "'");

        assertThat(got(vault().find(OTHER, id))).isPresent();
        assertThat(got(vault().open(OTHER, id))).isEmpty();
    }

    /**
     * Goal: nobody notices a rotation. Method: cards come and are paid with, while keys are added and cards resealed.
     */
    @Test
    void theKeysAreReplacedUnderLoadWithoutAnError() throws Exception {
        List<CardId> before = holdSome(50);
        String first = primaryOf(sealed(before.get(0)));
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<List<CardId>> load = CompletableFuture.supplyAsync(() -> {
            List<CardId> made = new ArrayList<>();
            while (!isOver.get()) {
                made.addAll(holdSome(10));
                assertThat(made).allSatisfy(id -> assertThat(got(vault().open(SHOP, id)))
                        .isPresent());
            }
            return made;
        });
        String last = "";
        try (CardRotation rotation = CardRotation.open(directory, keySet())) {
            for (int i = 0; i < 5; i++) {
                last = rotation.rotate();
                assertThat(rotation.reseal().unreadable()).isZero();
            }
        } finally {
            isOver.set(true);
        }
        List<CardId> all = new ArrayList<>(before);
        all.addAll(load.get());

        assertThat(all).allSatisfy(id -> assertThat(got(vault().open(SHOP, id))).isPresent());
        assertThat(primaryOf(sealed(holdSome(1).get(0)))).isEqualTo(last).isNotEqualTo(first);
        reopen();
        assertThat(all).allSatisfy(id -> assertThat(got(vault().open(SHOP, id))).isPresent());
        onlyKeyLeftIs(last, all);
    }

    /** After resealing, the former keys may be taken away. */
    private void onlyKeyLeftIs(String last, List<CardId> all) throws SQLException {
        try (CardRotation rotation = CardRotation.open(directory, keySet())) {
            rotation.reseal();
        }
        assertThat(all).allSatisfy(id -> assertThat(primaryOf(sealed(id))).isEqualTo(last));
    }

    @Test
    void keysThatBecomeUnreadableWhileItRunsAreUsedOn() throws IOException {
        CardId id = hold(null).id();
        String keys = Files.readString(keySet());
        Files.writeString(keySet(), "nothing of the kind");

        assertThat(got(vault().open(SHOP, id))).isPresent();
        hold(null);

        Files.writeString(keySet(), keys);
        assertThat(got(vault().open(SHOP, id))).isPresent();
    }

    @Test
    void aClosedFileFailsItsStages() {
        CardVault closed = vault();
        close();

        assertThat(closed.find(SHOP, CardId.random(this::bytes))).isCompletedExceptionally();
    }

    @Test
    void noMoreCardsThanTheLimitAreToldOfOneCustomer() {
        List<CardId> ids = holdSome(Limits.SAVED_CARDS_TOLD_MAX + 1);
        ids.forEach(id -> got(vault().save(SHOP, id)));

        assertThat(got(vault().saved(SHOP, "anna"))).hasSize(Limits.SAVED_CARDS_TOLD_MAX);
    }

    private List<CardId> holdSome(int count) {
        Tenant tenant = SHOP;
        List<CompletableFuture<HeldCard>> held = Stream.generate(
                        () -> vault().hold(tenant, CARD, new CardVault.Purpose("anna", null, now.plusSeconds(60)))
                                .toCompletableFuture())
                .limit(count)
                .toList();
        return held.stream().map(stage -> got(stage).id()).toList();
    }

    private static String primaryOf(byte[] sealed) {
        return Integer.toUnsignedString(ByteBuffer.wrap(sealed, 1, 4).getInt());
    }

    private byte[] sealed(CardId id) throws SQLException {
        try (Connection connection = Sqlite.open(directory.resolve(CardFile.NAME));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sealed FROM card WHERE id = '" + id.body() + "'")) {
            return rows.getBytes(1);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = Sqlite.open(directory.resolve(CardFile.NAME));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private void isNowhere(String secret) throws IOException {
        for (byte[] form : forms(secret)) {
            assertThat(isAnywhere(form))
                    .as(new String(form, StandardCharsets.ISO_8859_1))
                    .isFalse();
        }
    }

    private static List<byte[]> forms(String secret) {
        List<byte[]> forms = new ArrayList<>();
        for (String text :
                List.of(secret, secret.replaceAll("(.{4})(?=.)", "$1 "), secret.replaceAll("(.{4})(?=.)", "$1-"))) {
            for (Charset charset :
                    List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                forms.add(text.getBytes(charset));
            }
            byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
            forms.add(HexFormat.of().formatHex(ascii).getBytes(StandardCharsets.US_ASCII));
            forms.add(HexFormat.of().withUpperCase().formatHex(ascii).getBytes(StandardCharsets.US_ASCII));
            forms.add(Base64.getEncoder().withoutPadding().encode(ascii));
            forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII));
        }
        return forms;
    }

    private boolean isAnywhere(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
