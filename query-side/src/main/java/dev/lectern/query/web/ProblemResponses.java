package dev.lectern.query.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** What any operation may answer besides what it is for: refusals, nothing new, and that it can't be answered now. */
@Component
final class ProblemResponses implements OpenApiCustomizer {

    private static final String NAME = "Problem";

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(NAME, problem());
        api.getPaths().values().stream().map(PathItem::readOperationsMap).forEach(operations -> operations.forEach((method, operation) -> {
            // its own are described beside it, the form is the same for all
            operation.getResponses().entrySet().removeIf(response -> response.getKey().startsWith("4"));
            add(operation.getResponses(), "4XX", "What the request, or whoever sent it, would have to change");
            add(operation.getResponses(), "503", "Ask again after the time in `Retry-After`");
            if (method == HttpMethod.GET && !operation.getResponses().containsKey("304")) {
                operation.getResponses().addApiResponse("304", new ApiResponse().description("As the client knows it"));
            }
        }));
    }

    private static void add(ApiResponses responses, String status, String description) {
        var response = new ApiResponse().description(description).content(new Content().addMediaType("application/problem+json",
                new MediaType().schema(new Schema<>().$ref(NAME))));
        responses.addApiResponse(status, status.equals("503")
                ? response.addHeaderObject("Retry-After", new Header().description("Seconds").schema(typed("integer"))) : response);
    }

    /** RFC 9457; members besides these depend on the type. */
    private static Schema<?> problem() {
        return typed("object").required(List.of("type", "title", "status", "detail"))
                .addProperty("type", typed("string").format("uri-reference").description("Stable, for programs"))
                .addProperty("title", typed("string"))
                .addProperty("status", typed("integer"))
                .addProperty("detail", typed("string").description("What a person can do"))
                .addProperty("instance", typed("string").format("uri-reference"));
    }

    private static Schema<?> typed(String type) {
        return new JsonSchema().types(Set.of(type));
    }
}
