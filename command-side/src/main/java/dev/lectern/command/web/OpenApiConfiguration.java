package dev.lectern.command.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's description at {@code /openapi.json}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Write.class);
    }

    @Bean
    OpenAPI writeApi() {
        return new OpenAPI()
                .info(new Info().title("Lectern: write API").version("v1").license(new License().name("Apache-2.0"))
                        .description("""
                                Decides what happens to a reader's books. A 2xx means it is committed; `Lectern-Position` says as of \
                                when reads include it. Errors are problem documents (RFC 9457)."""))
                .components(new Components().addSecuritySchemes("accessToken",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("accessToken"));
    }

    @Bean
    OperationCustomizer idempotencyKeys() {
        return (operation, method) -> Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == Write.class)
                ? operation.addParametersItem(new HeaderParameter().name("Idempotency-Key").required(false)
                        .description("The same key and the same request: the same answer, one effect")
                        .schema(typed("string").minLength(1).maxLength(WriteArgument.KEY_LENGTH)))
                : operation;
    }

    /** What any operation may answer besides what it is for. */
    @Bean
    OpenApiCustomizer refusals() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).forEach(OpenApiConfiguration::mayBeRefused);
        };
    }

    private static void mayBeRefused(Operation operation) {
        operation.getResponses().addApiResponse("4XX", new ApiResponse()
                .description("What the request, or whoever sent it, would have to change")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
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
