package io.quittance.engine.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HashChainTest {

    private static final String STREAM = "intent|pi_a";

    private record Link(String manifest, byte[] payload, byte[] hash) {}

    /** Goal: an auditor can compute a link without Quittance. Method: links computed by the documented formula. */
    @Test
    void followsTheDocumentedFormula() {
        HashChain chain = HashChain.of(STREAM);

        assertThat(hex(chain.append("intent.created.v1", "{\"a\":1}".getBytes(UTF_8))))
                .isEqualTo("7907465cbe85c59813106a4baf653e85e1174ba781dcc855519093c4560f5c34");
        assertThat(hex(chain.append("intent.attempt_started.v1", "{}".getBytes(UTF_8))))
                .isEqualTo("04f0df677ed3c1c24b15b723cfba6a9f750544203733be7b93d5fc683faaca8c");
        assertThat(chain.length()).isEqualTo(2);
    }

    @Test
    void holdsOverWhatWasWritten() {
        assertThatCode(() -> verify(STREAM, written())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void findsAnyChangedByte(int place) {
        Link link = written().get(place);
        for (int at = 0; at < link.payload.length; at++) {
            isFound(place, new Link(link.manifest, flipped(link.payload, at), link.hash));
        }
        for (int at = 0; at < link.hash.length; at++) {
            isFound(place, new Link(link.manifest, link.payload, flipped(link.hash, at)));
        }
        byte[] name = link.manifest.getBytes(UTF_8);
        for (int at = 0; at < name.length; at++) {
            isFound(place, new Link(new String(flipped(name, at), UTF_8), link.payload, link.hash));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void findsARemovedEvent(int place) {
        List<Link> links = written();
        links.remove(place);

        breaks(STREAM, links, place + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void findsEventsInAnotherOrder(int place) {
        List<Link> links = written();
        Collections.swap(links, place, place + 1);

        breaks(STREAM, links, place + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void findsARepeatedEvent(int place) {
        List<Link> links = written();
        links.add(place, links.get(place));

        breaks(STREAM, links, place + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"intent|pi_b", "key|pi_a", "intent|pi_", ""})
    void findsEventsOfAnotherStream(String stream) {
        breaks(stream, written(), 1);
    }

    @Test
    void findsAMissingLink() {
        List<Link> links = written();
        Link last = links.get(3);
        links.set(3, new Link(last.manifest, last.payload, new byte[0]));

        breaks(STREAM, links, 4);
    }

    @Test
    void doesNotLetACallerChangeTheChainThroughALink() {
        HashChain chain = HashChain.of(STREAM);
        HashChain same = HashChain.of(STREAM);

        chain.append("a", new byte[1])[0] ^= 1;
        same.append("a", new byte[1]);

        assertThat(chain.append("b", new byte[1])).isEqualTo(same.append("b", new byte[1]));
    }

    @Test
    void saysWhereAndWhatItMeans() {
        List<Link> links = written();
        links.remove(1);

        assertThatThrownBy(() -> verify(STREAM, links))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContainingAll(STREAM, "event 2", "Nothing was charged");
    }

    private static List<Link> written() {
        HashChain chain = HashChain.of(STREAM);
        List<Link> links = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            String manifest = "intent.event_" + number + ".v1";
            byte[] payload = ("{\"number\":" + number + "}").getBytes(UTF_8);
            links.add(new Link(manifest, payload, chain.append(manifest, payload)));
        }
        return links;
    }

    private static void isFound(int place, Link changed) {
        List<Link> links = written();
        links.set(place, changed);
        breaks(STREAM, links, place + 1);
    }

    private static void breaks(String stream, List<Link> links, int event) {
        assertThatThrownBy(() -> verify(stream, links))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("breaks at event " + event + ":");
    }

    private static void verify(String stream, List<Link> links) {
        HashChain chain = HashChain.of(stream);
        links.forEach(link -> chain.verify(link.manifest, link.payload, link.hash));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
