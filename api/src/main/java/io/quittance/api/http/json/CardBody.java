package io.quittance.api.http.json;

import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.vault.CardDesk;
import io.quittance.engine.vault.CardRequest;
import java.util.ArrayList;
import java.util.List;

/** The body of a request to keep a card, read as strictly as all others. */
public final class CardBody {

    private CardBody() {}

    /** A body of {@code POST /v1/payment_methods}. */
    public static RequestBody<CardRequest> keep(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = RequestBody.parse(body, faults);
        String type = fields.text("type");
        if (type == null) {
            fields.fault("type", "required", "Which kind of payment method? This version keeps: card.", null);
        } else if (!type.equals("card")) {
            fields.fault("type", "not_supported", "This version keeps: card.", type);
        }
        JsonFields card = fields.object("card");
        CardDetails details = card == null ? null : RequestBody.details(card);
        Boolean isSaved = fields.flag("save");
        CardRequest request = new CardRequest(details, fields.text("customer_id"), Boolean.TRUE.equals(isSaved));
        if (card == null) {
            fields.fault("card", "required", "Send the card: number, exp_month, exp_year and cvc.", null);
        }
        fields.noOthers();
        return new RequestBody<>(request, null, RequestBody.merged(faults, CardDesk.faults(request)));
    }
}
