package dev.lectern.query.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's description at {@code /openapi.json}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static {
        SpringDocUtils.getConfig().addResponseWrapperToIgnore(Answer.class).addRequestWrapperToIgnore(Reader.class);
    }

    @Bean
    OpenAPI readApi() {
        return new OpenAPI()
                .info(new Info().title("Lectern: read API").version("v1").license(new License().name("Apache-2.0"))
                        .description("""
                                Answers about a reader's books. Every answer carries `Lectern-Position`; send a write's \
                                `Lectern-Position` as `Lectern-Min-Position` to read what you wrote. Every answer has an \
                                `ETag`; lists go on at `next`. Errors are problem documents (RFC 9457)."""))
                .components(new Components().addSecuritySchemes("accessToken",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("accessToken"));
    }
}
