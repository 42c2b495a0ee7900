package dev.lectern.contracts.personal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A reader's own words, encrypted with their {@link PersonalKey}.
 *
 * @param base64 of the nonce (12 bytes), the ciphertext and its tag (16 bytes)
 */
public record Sealed(@JsonValue String base64) {

    @JsonCreator
    public Sealed {
    }
}
