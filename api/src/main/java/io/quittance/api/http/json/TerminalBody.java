package io.quittance.api.http.json;

import akka.Done;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.terminal.TerminalCheck;
import io.quittance.engine.terminal.TerminalRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about terminals, read as strictly as all others. */
public final class TerminalBody {

    private TerminalBody() {}

    /** The code that a device showed. {@code toString} is redacted: it opens the device. */
    public record Code(@Nullable String otp) {

        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    /** A body of {@code POST /v1/terminals}. */
    public static RequestBody<TerminalRequest> registration(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = RequestBody.parse(body, faults);
        TerminalRequest request = new TerminalRequest(
                fields.text("name"),
                fields.text("url"),
                fields.text("serial_number"),
                fields.secretText("api_key"),
                fields.text("fingerprint"));
        fields.noOthers();
        TerminalCheck check = new TerminalCheck();
        check.registration(request);
        return new RequestBody<>(request, null, RequestBody.merged(faults, check.faults()));
    }

    /** A body of {@code POST /v1/terminals/{id}/authenticate}. */
    public static RequestBody<Code> code(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = RequestBody.parse(body, faults);
        Code code = new Code(fields.secretText("otp"));
        fields.noOthers();
        TerminalCheck check = new TerminalCheck();
        check.code(code.otp());
        return new RequestBody<>(code, null, RequestBody.merged(faults, check.faults()));
    }

    /** A body in which there is nothing to say: none, or an empty object. */
    public static RequestBody<Done> nothing(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        RequestBody.parseIfThere(body, faults).noOthers();
        return new RequestBody<>(Done.getInstance(), null, faults);
    }
}
