package dev.lectern.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiteralsTest {

    @Test
    void a_uuid_has_36_characters_in_either_case() {
        var id = UUID.fromString("0a0c0000-0000-4000-8000-00000000beef");
        assertThat(Literals.uuid("0a0c0000-0000-4000-8000-00000000beef")).isEqualTo(id);
        assertThat(Literals.uuid("0A0C0000-0000-4000-8000-00000000BeeF")).isEqualTo(id);
    }

    @Test
    void what_only_java_takes_for_a_uuid_is_none() {
        assertThat(List.of("1-1-1-1-1", "", " ", " 0a0c0000-0000-4000-8000-00000000beef", "0a0c0000-0000-4000-8000-00000000beef\n",
                "0a0c00000-000-4000-8000-00000000beef", "00a0c0000-0000-4000-8000-00000000bee", "0a0c00000000400080000000beef0000",
                "{0a0c0000-0000-4000-8000-00000000beef}", "0a0c0000-0000-4000-8000-0000000\u0661beef", "+a0c0000-0000-4000-8000-00000000beef"))
                .allSatisfy(text -> assertThatIllegalArgumentException().as(text).isThrownBy(() -> Literals.uuid(text)));
    }

    @Test
    void a_whole_number_is_decimal() {
        assertThat(Literals.integer("0")).isZero();
        assertThat(Literals.integer("-17")).isEqualTo(-17);
        assertThat(Literals.integer("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThat(Literals.longInteger("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(Literals.integer("010")).as("and never octal").isEqualTo(10);
    }

    @Test
    void what_only_java_takes_for_a_whole_number_is_none() {
        assertThat(List.of("0x1F", "0X1f", "#1F", "-0x1", "+1", "1 ", "1 000", "1_000", "\u0663", "1.0", "1e3", "", "-", "2147483648", "1L"))
                .allSatisfy(text -> assertThatIllegalArgumentException().as(text).isThrownBy(() -> Literals.integer(text)));
        assertThatIllegalArgumentException().isThrownBy(() -> Literals.longInteger("9223372036854775808"));
        assertThatIllegalArgumentException().isThrownBy(() -> Literals.longInteger("0x1F"));
    }

    @Test
    void a_number_may_have_a_fraction_and_an_exponent() {
        assertThat(List.of("0.0", "42.5", "-3", "1.0E-5", "1e300").stream().map(Literals::decimal).toList())
                .containsExactly(0.0, 42.5, -3.0, 1.0E-5, 1e300);
    }

    @Test
    void what_only_java_takes_for_a_number_is_none() {
        assertThat(List.of("NaN", "Infinity", "-Infinity", "1e999", "0x1p3", "1d", "1f", " 1", ".5", "1.", "", "\u0663.5"))
                .allSatisfy(text -> assertThatIllegalArgumentException().as(text).isThrownBy(() -> Literals.decimal(text)));
    }
}
