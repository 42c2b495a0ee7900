package dev.lectern.query.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PostgresAddressTest {

    @Test
    void a_jdbc_url_is_taken_as_it_is() {
        assertThat(PostgresAddress.of("jdbc:postgresql://db/lectern", "reader", "secret"))
                .isEqualTo(new PostgresAddress("jdbc:postgresql://db/lectern", "reader", "secret"));
    }

    @Test
    void the_usual_kind_of_url_is_understood_too() {
        assertThat(PostgresAddress.of("postgresql://me:p%40ss+word@db:5433/lectern?sslmode=require", "", null))
                .isEqualTo(new PostgresAddress("jdbc:postgresql://db:5433/lectern?sslmode=require", "me", "p@ss+word"));
        assertThat(PostgresAddress.of("postgresql://db/lectern", null, null))
                .isEqualTo(new PostgresAddress("jdbc:postgresql://db/lectern", "lectern", null));
    }

    @Test
    void another_database_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PostgresAddress.of("jdbc:mysql://db/lectern", null, null))
                .withMessageContaining("lectern.postgres.url");
    }
}
