package io.quittance.api.http.json;

import io.quittance.engine.KeyResult;

/** How far the request under a key has come. */
public final class KeyJson {

    private KeyJson() {}

    /** The body of the answer. */
    public static byte[] bytes(String key, String path, KeyResult.Told told) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("object", "idempotency_key");
            json.writeStringField("key", key);
            json.writeStringField("path", path);
            json.writeStringField("state", told.standing().text());
            json.writeFieldName("resource");
            if (told.intent() == null) {
                json.writeNull();
            } else {
                IntentJson.write(json, told.intent());
            }
            json.writeEndObject();
        });
    }
}
