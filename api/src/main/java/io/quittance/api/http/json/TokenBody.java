package io.quittance.api.http.json;

import io.quittance.engine.checkout.TokenCheck;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.intent.FieldFault;
import java.util.ArrayList;
import java.util.List;

/** The body of a request for an access token, read as strictly as all others. */
public final class TokenBody {

    private TokenBody() {}

    /** A body of {@code POST /v1/access_tokens}. */
    public static RequestBody<TokenRequest> issue(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = RequestBody.parse(body, faults);
        TokenRequest request = new TokenRequest(
                fields.text("order_id"),
                fields.wholeNumber("amount"),
                fields.text("currency"),
                fields.text("transaction_type"),
                fields.flag("wait_pre_execute"),
                fields.text("merchant_transaction_id"),
                fields.text("return_url"),
                fields.text("customer_id"),
                fields.flag("save_card"));
        fields.noOthers();
        return new RequestBody<>(request, null, RequestBody.merged(faults, new TokenCheck(request).faults()));
    }
}
