package io.quittance.persistence.cards;

import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import java.nio.charset.StandardCharsets;

/**
 * A card's number as it is in the file.
 *
 * @param expiry as in the file
 * @param sealed opens for this id and tenant only
 */
@SuppressWarnings("ArrayRecordComponent")
record CardRow(CardId id, Tenant tenant, String expiry, byte[] sealed) {

    /** What a sealed number belongs to: it opens in no other row, and for no other merchant. */
    static byte[] place(CardId id, Tenant tenant) {
        return (id.body() + "\n" + tenant.merchant() + "\n" + tenant.mode().text()).getBytes(StandardCharsets.UTF_8);
    }

    byte[] place() {
        return place(id, tenant);
    }

    @Override
    public String toString() {
        return "CardRow[" + id + "]";
    }
}
