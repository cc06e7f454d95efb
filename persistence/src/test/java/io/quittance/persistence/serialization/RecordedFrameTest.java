package io.quittance.persistence.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.journal.ChainBroken;
import io.quittance.engine.journal.HashChain;
import io.quittance.engine.journal.Recorded;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedFrameTest {

    private static final String STREAM = "intent|pi_a";
    private static final String MANIFEST = "intent.created.v1";
    private static final byte[] PAYLOAD = "{\"at\":\"2026-03-14\",\"text\":\"ü\"}".getBytes(UTF_8);
    private static final Recorded WRITTEN = written();
    private static final byte[] ROW = RecordedFrame.write(WRITTEN);

    @Test
    void isJsonThatAnyToolReads() throws Exception {
        JsonNode row = new ObjectMapper().readTree(ROW);

        assertThat(row.get("hash").textValue()).isEqualTo(HexFormat.of().formatHex(WRITTEN.hash()));
        assertThat(row.get("event").get("text").textValue()).isEqualTo("ü");
        assertThat(row.size()).isEqualTo(2);
    }

    @Test
    void holdsThePayloadByteForByte() {
        Recorded read = RecordedFrame.read(MANIFEST, ROW);

        assertThat(read.manifest()).isEqualTo(MANIFEST);
        assertThat(read.payload()).isEqualTo(PAYLOAD);
        assertThat(read.hash()).isEqualTo(WRITTEN.hash());
        assertThatCode(() -> verify(ROW)).doesNotThrowAnyException();
    }

    static IntStream everyByte() {
        return IntStream.range(0, ROW.length);
    }

    /** Goal: no byte of a row can change unnoticed. Method: all 255 other values at each place. */
    @ParameterizedTest
    @MethodSource("everyByte")
    void noticesAnyChangedByte(int place) {
        for (int difference = 1; difference < 256; difference++) {
            byte[] changed = ROW.clone();
            changed[place] ^= (byte) difference;
            assertThatThrownBy(() -> verify(changed)).isInstanceOf(ChainBroken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 40, 83, 84, 85})
    void noticesARowThatWasCutShort(int length) {
        assertThatThrownBy(() -> verify(Arrays.copyOf(ROW, length))).isInstanceOf(ChainBroken.class);
    }

    @Test
    void noticesARowThatWasContinued() {
        assertThatThrownBy(() -> verify(Arrays.copyOf(ROW, ROW.length + 1))).isInstanceOf(ChainBroken.class);
        byte[] twice = Arrays.copyOf(ROW, ROW.length * 2);
        System.arraycopy(ROW, 0, twice, ROW.length, ROW.length);
        assertThatThrownBy(() -> verify(twice)).isInstanceOf(ChainBroken.class);
    }

    @Test
    void travelsThroughAkkaUnderTheEventsOwnName() {
        RecordedSerializer serializer = new RecordedSerializer();

        assertThat(serializer.manifest(WRITTEN)).isEqualTo(MANIFEST);
        assertThat(serializer.toBinary(WRITTEN)).isEqualTo(ROW);
        assertThat(((Recorded) serializer.fromBinary(ROW, MANIFEST)).payload()).isEqualTo(PAYLOAD);
        assertThat(serializer.identifier()).isEqualTo(517_001);
    }

    private static Recorded written() {
        return Recorded.stored(MANIFEST, PAYLOAD, HashChain.of(STREAM).append(MANIFEST, PAYLOAD));
    }

    private static void verify(byte[] row) {
        Recorded read = RecordedFrame.read(MANIFEST, row);
        HashChain.of(STREAM).verify(read.manifest(), read.payload(), read.hash());
    }
}
