package dev.lectern.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void the_description_says_what_each_answer_is() {
        var api = QuerySide.shared().asNobody().ask("GET", "/openapi.json").json();

        var books = api.get("paths").get("/api/v1/books").get("get");
        assertThat(books.get("responses").get("200").toString()).contains("#/components/schemas/PageBook");
        assertThat(books.get("parameters").toString()).contains("readStatus", "cursor").doesNotContain("reader");
        assertThat(api.get("components").get("schemas").get("Book").get("properties").propertyNames())
                .contains("progressPercent", "analysis", "importReport");
        assertThat(api.get("paths").propertyNames()).contains("/api/v1/books/{id}/file", "/api/v1/books/{id}/progress/history");
    }

    @Test
    void what_has_the_same_name_in_two_features_is_described_as_two_things() {
        var schemas = QuerySide.shared().asNobody().ask("GET", "/openapi.json").json().get("components").get("schemas");

        assertThat(schemas.get("RouteFigures").get("properties").propertyNames()).contains("p95Ms", "statementsPerRequest");
        assertThat(schemas.get("PerformanceAnalysis").get("properties").propertyNames()).contains("textsPerMinute");
        assertThat(schemas.get("BookAnalysis").get("properties").propertyNames()).contains("chaptersDone");
    }
}
