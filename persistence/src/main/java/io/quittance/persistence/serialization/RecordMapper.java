package io.quittance.persistence.serialization;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How this module writes records as JSON: their components and nothing else, without an annotation in the domain. */
public final class RecordMapper {

    private RecordMapper() {}

    /** A mapper that stores what a record holds, and not what it can answer besides ({@code isEmpty} and the like). */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE);
    }
}
