package dev.lectern.command.web;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.lectern.web.BodySizeFilter;
import dev.lectern.web.ClientProperties;
import dev.lectern.web.ProblemWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** What holds for every write. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    private static final String UPLOADS = "/api/v1/books";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Uploads have a limit of their own. */
    @Bean
    BodySizeFilter bodySize(ClientProperties clients, ProblemWriter problems) {
        return new BodySizeFilter(clients, request -> request.getMethod().equals("POST") && request.getRequestURI().equals(UPLOADS), problems,
                most -> Problem.detail(HttpStatus.CONTENT_TOO_LARGE, "too-large",
                        "Send " + most + " bytes at the most. What is longer can be divided.", Map.of()));
    }

    @Bean
    WebMvcConfigurer arguments(WriteArgument write, JsonMapper json) {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new WholeAnswers(json));
            }

            /** There is one representation, and a refusal must not get lost because nobody said that they take problems. */
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(write);
            }
        };
    }

    /**
     * A field that is misspelt must not be silently ignored, a value of another type not be bent into the right one, and a text
     * must be one that PostgreSQL can keep.
     */
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return mapper -> mapper
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(values -> values.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(LogicalType.Textual, texts -> Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float,
                        CoercionInputShape.Boolean).forEach(other -> texts.setCoercion(other, CoercionAction.Fail)))
                .addModule(StrictValues.MODULE);
    }

    @Bean
    RecurringTask<Void> forgetOldAnswers(RememberedAnswers answers) {
        return Tasks.recurring("forget-old-answers", FixedDelay.of(Duration.ofHours(1))).execute((_, _) -> answers.forgetOld());
    }
}
