package io.quittance.api.partner;

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
import org.junit.jupiter.params.provider.ValueSource;

/** The table from status and body to what they prove. */
final class PartnerAnswersTest {
    private static final PartnerAnswers.Asked ASKED = new PartnerAnswers.Asked("id", "12.50", "EUR");
    private static final String WHOLE = "{'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
            + "'resultDetails':{'AuthCode':'000001'},'result':{'code':'CODE'}}";
    private static final String YES = "{'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
            + "'resultDetails':{'AuthCode':'000001'},'result':{'code':'000.000.000'}}";

    @Test
    void believesAWholeAnswer() {
        AttemptOutcome approved = new AttemptOutcome.Approved(new Approval("000001", "acq-1"));

        assertThat(outcome(200, YES)).isEqualTo(approved);
        assertThat(outcome(200, YES + YES)).isEqualTo(approved);
        assertThat(outcome(200, WHOLE.replace("CODE", "800.100.155")))
                .isInstanceOfSatisfying(AttemptOutcome.Declined.class, declined -> {
                    assertThat(declined.failure().declineCode()).isEqualTo("insufficient_funds");
                    assertThat(declined.failure().hostCode()).isEqualTo("800.100.155");
                });
        assertThat(outcome(200, WHOLE.replace("CODE", "200.300.404"))).isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(inquiry(200, YES)).isEqualTo(new InquiryAnswer.Found(approved));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {'result':{'code':'200.300.404'},'timestamp':'2026-11-21T10:15:30Z'}",
                "401 | {'result':{'code':'800.100.152'}}",
                "401 | ``",
                "404 | {'result':{'code':'700.400.580'}}"
            })
    void provesThatNothingHappened(int status, String body) {
        assertThat(outcome(status, body)).isInstanceOf(AttemptOutcome.NotProcessed.class);
    }

    @Test
    void believesARefusalThatIsAnError() {
        assertThat(outcome(400, "{'result':{'code':'700.400.200'}}"))
                .isInstanceOfSatisfying(
                        AttemptOutcome.Declined.class,
                        declined -> assertThat(declined.failure().declineCode()).isEqualTo("amount_too_large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | " + YES,
                "201 | " + YES,
                "202 | " + YES,
                "302 | ``",
                "400 | {}",
                "400 | {'result':{'code':'900.100.300'}}",
                "400 | <html>",
                "403 | {'result':{'code':'200.300.404'}}",
                "404 | {}",
                "404 | not here",
                "409 | {'result':{'code':'200.300.404'}}",
                "429 | {'result':{'code':'200.300.404'}}",
                "500 | " + YES,
                "503 | {'result':{'code':'200.300.404'}}",
                "200 | ``",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1','resu",
                "200 | <html>approved</html>",
                "200 | null",
                "200 | []",
                "200 | {}",
                "200 | {'uniqueId':'other','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'000.000.000'}}",
                "200 | {'uniqueId':'id','amount':'12.51','currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'000.000.000'}}",
                "200 | {'uniqueId':'id','amount':12.50,'currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'000.000.000'}}",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'USD','connectorTxID1':'acq-1',"
                        + "'result':{'code':'000.000.000'}}",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'EUR','result':{'code':'000.000.000'}}",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1'}",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'000.200.000'}}",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'900.100.300'}}",
                "200 | {'uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'123.456.789'}}",
                "200 | {'uniqueId':'id','uniqueId':'id','amount':'12.50','currency':'EUR','connectorTxID1':'acq-1',"
                        + "'result':{'code':'000.000.000'}}",
                "200 | " + YES + "<"
            })
    void doubtsEverythingElse(int status, String body) {
        assertThat(outcome(status, body)).isInstanceOf(AttemptOutcome.Unknown.class);
        assertThat(inquiry(status, body)).satisfies(PartnerAnswersTest::isNotFinal);
    }

    @Test
    void sendsThePayerWhereTheProviderSays() {
        String open = WHOLE.replace("CODE", "000.200.000");
        String asked = open.replace("{'uniqueId'", "{'redirect':{'url':'https://issuer.example/7'},'uniqueId'");
        AttemptOutcome waits = new AttemptOutcome.ActionRequired("https://issuer.example/7", null);

        assertThat(outcome(200, asked)).isEqualTo(waits);
        assertThat(inquiry(200, asked)).isEqualTo(new InquiryAnswer.Found(waits));
        assertThat(outcome(200, asked.replace("000.200.000", "900.100.300")))
                .isInstanceOf(AttemptOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'url':'javascript:alert(1)'}",
                "{'url':7}",
                "'https://issuer.example/7'",
                "{'url':'https://issuer.example/7','parameters':[{'name':'PaReq','value':'x'}]}",
                "{'url':'https://issuer.example/7','parameters':'x'}",
                "{'url':'https://issuer.example/7','method':'POST'}",
                "{'url':'https://issuer.example/7','preconditions':[{'url':'https://issuer.example/8'}]}"
            })
    void doubtsASessionToWhichNobodyCanBeSent(String redirect) {
        String open = WHOLE.replace("CODE", "000.200.000");
        assertThat(outcome(200, open.replace("{'uniqueId'", "{'redirect':" + redirect + ",'uniqueId'")))
                .isInstanceOf(AttemptOutcome.Unknown.class);
    }

    /** A provider that names our transaction and has no outcome yet is there all the same. */
    private static void isNotFinal(InquiryAnswer answer) {
        if (answer instanceof InquiryAnswer.Found found) {
            assertThat(found.outcome()).isInstanceOf(AttemptOutcome.Unknown.class);
        } else {
            assertThat(answer).isInstanceOf(InquiryAnswer.NoAnswer.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'result':{'code':'700.400.580'},'timestamp':'2026-11-21T10:15:30Z'} | true",
                "{'result':{'code':'700.400.581'}} | false",
                "{'error':'no_such_call'} | false",
                "The requested resource could not be found. | false",
                "`` | false"
            })
    void believesOnlyTheProvidersOwnDenial(String body, boolean denied) {
        assertThat(inquiry(404, body) instanceof InquiryAnswer.NotFound).isEqualTo(denied);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "500"})
    void anInquiryThatIsRefusedSaysNothing(int status) {
        assertThat(inquiry(status, "{'result':{'code':'700.400.580'}}")).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    static Stream<Throwable> beforeAByteLeft() {
        return Stream.of(
                new StreamTcpException("connect failed").initCause(new ConnectException("Connection refused")),
                new CompletionException(new StreamTcpException("x").initCause(new UnknownHostException("provider"))),
                new BufferOverflowException("Exceeded configured max-open-requests value of [1024]"));
    }

    @ParameterizedTest
    @MethodSource("beforeAByteLeft")
    void provesThatNothingLeftWithoutAConnection(Throwable failure) {
        assertThat(PartnerAnswers.outcome(failure)).isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(PartnerAnswers.inquiry(failure)).isInstanceOf(InquiryAnswer.NoAnswer.class);
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
        assertThat(PartnerAnswers.outcome(failure)).isInstanceOf(AttemptOutcome.Unknown.class);
        assertThat(PartnerAnswers.inquiry(failure)).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    private static AttemptOutcome outcome(int status, String body) {
        return PartnerAnswers.outcome(ASKED, status, bytes(body));
    }

    private static InquiryAnswer inquiry(int status, String body) {
        return PartnerAnswers.inquiry(ASKED, status, bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
