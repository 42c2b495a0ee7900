package dev.lectern.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.json.LecternJson;
import dev.lectern.query.testing.TestPostgres;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class JsonStringsTest {

    private static final TestPostgres.Database DATABASE = TestPostgres.database();

    static List<List<String>> lists() {
        return List.of(List.of(), List.of(""), List.of("Ann Author"), List.of("Ann Author", "Bo Writer"), List.of("", ""),
                List.of("Last, First", "[x]", " , ", "{}"), List.of("“quoted” 🐋"), List.of("a \"quote\"", "b"), List.of("\\", "\n\t", "/"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void strings_are_read_as_postgresql_writes_them(List<String> strings) {
        var written = JdbcClient.create(DATABASE.owner()).sql("SELECT ?::jsonb::text")
                .param(LecternJson.MAPPER.writeValueAsString(strings)).query(String.class).single();

        assertThat(JsonStrings.of(written)).isEqualTo(strings);
    }
}
