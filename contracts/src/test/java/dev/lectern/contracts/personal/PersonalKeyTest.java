package dev.lectern.contracts.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class PersonalKeyTest {

    private final PersonalKey key = new PersonalKey(PersonalKey.generate());

    @Test
    void what_was_sealed_is_opened_with_the_same_key() {
        assertThat(key.open(key.seal("Nennt mich Ismael – 🐋"))).isEqualTo("Nennt mich Ismael – 🐋");
        assertThat(key.open(key.seal(""))).isEmpty();
    }

    @Test
    void the_same_text_is_never_sealed_alike() {
        assertThat(key.seal("whale")).isNotEqualTo(key.seal("whale"));
    }

    @Test
    void another_key_opens_nothing() {
        var sealed = key.seal("whale");
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonalKey(PersonalKey.generate()).open(sealed));
    }

    @Test
    void a_text_that_was_tampered_with_is_refused() {
        var bytes = Base64.getDecoder().decode(key.seal("whale").base64());
        bytes[bytes.length - 1] ^= 1;
        assertThatIllegalArgumentException().isThrownBy(() -> key.open(new Sealed(Base64.getEncoder().encodeToString(bytes))));
        assertThatIllegalArgumentException().isThrownBy(() -> key.open(new Sealed("d2hhbGU=")));
    }
}
