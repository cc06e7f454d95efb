package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAnswerTest {

    private static final String ANSWER = "HTTP/1.1 201 Created\r\ncontent-length: 30\r\nIdempotent-Replayed: true\r\n"
            + "Connection: close\r\n\r\n{\"id\":\"a\",\"status\": \"pending\"}";

    private final HttpAnswer answer = new HttpAnswer();

    @Test
    void readsStatusHeadersAndBody() throws IOException {
        assertThat(read(ANSWER)).isTrue();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.replayed()).isTrue();
        assertThat(answer.closing()).isTrue();
        assertThat(answer.text()).isEqualTo("{\"id\":\"a\",\"status\": \"pending\"}");
        assertThat(answer.bodyEquals(bytes(answer.text()))).isTrue();
        assertThat(answer.bodyHolds(bytes("\"a\""))).isTrue();
        assertThat(answer.bodyHolds(bytes("\"b\""))).isFalse();
    }

    @Test
    void readsTheFirstMemberOfAName() throws IOException {
        String json = "{\"status\":\"failed\",\"attempts\":[{\"status\":\"succeeded\"}]}";
        read("HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);

        assertThat(answer.firstMemberIs(bytes("\"status\""), bytes("\"failed\"")))
                .isTrue();
        assertThat(answer.firstMemberIs(bytes("\"status\""), bytes("\"succeeded\"")))
                .isFalse();
        assertThat(answer.firstMemberIs(bytes("\"nothing\""), bytes("\"failed\"")))
                .isFalse();
    }

    @Test
    void isWholeOnlyWithItsLastByte() throws IOException {
        byte[] all = bytes(ANSWER);
        for (int filled = 0; filled < all.length; filled++) {
            assertThat(answer.read(all, filled)).as("%d bytes", filled).isFalse();
        }

        assertThat(answer.read(all, all.length)).isTrue();
    }

    @Test
    void forgetsTheHeadersOfTheAnswerBefore() throws IOException {
        read(ANSWER);
        read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.replayed()).isFalse();
        assertThat(answer.closing()).isFalse();
        assertThat(answer.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 \r\nContent-Length: 0\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n"
            })
    void refusesWhatItDoesNotUnderstand(String wire) {
        assertThatThrownBy(() -> read(wire)).isInstanceOf(IOException.class);
    }

    private boolean read(String wire) throws IOException {
        return answer.read(bytes(wire), wire.length());
    }

    private static byte[] bytes(String text) {
        return HttpAnswer.ascii(text);
    }
}
