package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.BufferOverflowException;
import akka.stream.StreamTcpException;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AnswerTableTest {
    private static final String YES = "{'reference':'pi_a-1','decision':'approved','authorization_code':'000001',"
            + "'acquirer_reference':'acq-1','reason':null}";
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000001", "acq-1"));

    @Test
    void believesAWholeAnswer() {
        assertThat(outcome(200, YES)).isEqualTo(APPROVED);
        assertThat(outcome(200, YES + YES)).isEqualTo(APPROVED);
        assertThat(outcome(200, "{'reference':'pi_a-1','decision':'declined','reason':{'decline_code':'x'}}"))
                .isInstanceOf(AttemptOutcome.Declined.class);
        assertThat(outcome(200, "{'reference':'pi_a-1','decision':'not_processed'}"))
                .isInstanceOf(AttemptOutcome.NotProcessed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "201 | " + YES,
                "202 | " + YES,
                "302 | ``",
                "400 | {'error':'invalid_request'}",
                "401 | {}",
                "404 | {'reference':'pi_a-1','error':'unknown_reference'}",
                "429 | {}",
                "500 | " + YES,
                "503 | ``",
                "200 | ``",
                "200 | {'reference':'pi_a-1','decision':'appro",
                "200 | <html>approved</html>",
                "200 | null",
                "200 | []",
                "200 | {'reference':'pi_b-1','decision':'not_processed'}",
                "200 | {'decision':'not_processed'}",
                "200 | {'reference':'pi_a-1'}",
                "200 | {'reference':'pi_a-1','decision':'APPROVED'}",
                "200 | {'reference':'pi_a-1','decision':'approved'}",
                "200 | {'reference':'pi_a-1','decision':'approved','authorization_code':'000001'}",
                "200 | {'reference':'pi_a-1','decision':'declined'}",
                "200 | {'reference':'pi_a-1','decision':'pending'}",
                "200 | {'reference':'pi_a-1','decision':'not_processed'}{'reference':'pi_a-1','decision':'pending'}",
                "200 | {'reference':'pi_a-1','decision':'not_processed'}<"
            })
    void doubtsEverythingElse(int status, String body) {
        assertThat(outcome(status, body)).isInstanceOf(AttemptOutcome.Unknown.class);
        assertThat(inquiry(status == 404 ? 500 : status, body)).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    @Test
    void believesAnInquiryThatFinds() {
        assertThat(inquiry(200, YES)).isEqualTo(new InquiryAnswer.Found(APPROVED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'reference':'pi_a-1','error':'unknown_reference'} | true",
                "{'reference':'pi_b-1','error':'unknown_reference'} | false",
                "{'reference':'pi_a-1','error':'no_such_call'} | false",
                "The requested resource could not be found. | false",
                "`` | false"
            })
    void believesOnlyTheAcquirersOwnDenial(String body, boolean denied) {
        assertThat(inquiry(404, body) instanceof InquiryAnswer.NotFound).isEqualTo(denied);
    }

    static Stream<Throwable> beforeAByteLeft() {
        return Stream.of(
                new StreamTcpException("connect failed").initCause(new ConnectException("Connection refused")),
                new CompletionException(new StreamTcpException("x").initCause(new UnknownHostException("acquirer"))),
                new BufferOverflowException("Exceeded configured max-open-requests value of [1024]"));
    }

    @ParameterizedTest
    @MethodSource("beforeAByteLeft")
    void provesThatNothingLeftWithoutAConnection(Throwable failure) {
        assertThat(AnswerTable.outcome(failure)).isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(AnswerTable.inquiry(failure)).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    static Stream<Throwable> whoKnowsWhen() {
        return Stream.of(
                new StreamTcpException("closed with error").initCause(new IOException("Connection reset by peer")),
                new CompletionException(new SocketException("Broken pipe")),
                new TimeoutException("no answer"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("whoKnowsWhen")
    void doubtsEveryOtherFailure(Throwable failure) {
        assertThat(AnswerTable.outcome(failure)).isInstanceOf(AttemptOutcome.Unknown.class);
        assertThat(AnswerTable.inquiry(failure)).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    private static AttemptOutcome outcome(int status, String body) {
        return AnswerTable.outcome("pi_a-1", status, bytes(body));
    }

    private static InquiryAnswer inquiry(int status, String body) {
        return AnswerTable.inquiry("pi_a-1", status, bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
