package dev.lectern.contracts.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReaderIdsTest {

    private static final String ISSUER = "https://id.example.org";

    @Test
    void a_subject_that_is_a_uuid_is_the_readers_id() {
        assertThat(ReaderIds.of(ISSUER, "0A0C0000-0000-4000-8000-000000000002")).isEqualTo(UUID.fromString("0a0c0000-0000-4000-8000-000000000002"));
    }

    @Test
    void any_other_subject_has_the_id_that_version_5_gives_it_in_any_language() {
        // Python: uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, "https://id.example.org"), "jane")
        assertThat(ReaderIds.of(ISSUER, "jane")).isEqualTo(UUID.fromString("c1f95da9-b509-58aa-a053-b5a1af1823e7"));
    }

    @Test
    void one_subject_of_two_issuers_is_two_readers() {
        assertThat(ReaderIds.of(ISSUER, "jane")).isNotEqualTo(ReaderIds.of(ISSUER + "/", "jane")).isNotEqualTo(ReaderIds.of(ISSUER, "Jane"));
    }

    @Test
    void what_only_looks_like_a_uuid_to_java_is_none() {
        assertThat(ReaderIds.asId("1-1-1-1-1")).isEmpty();
        assertThat(ReaderIds.of(ISSUER, "1-1-1-1-1").version()).isEqualTo(5);
    }
}
