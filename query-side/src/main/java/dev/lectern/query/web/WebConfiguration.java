package dev.lectern.query.web;

import dev.lectern.query.projection.Positions;
import dev.lectern.web.BodySizeFilter;
import dev.lectern.web.ClientProperties;
import dev.lectern.web.ProblemWriter;
import dev.lectern.web.performance.ReaderActivity;
import dev.lectern.web.performance.RequestTiming;
import dev.lectern.web.performance.RouteMeters;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** What all endpoints share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadProperties.class)
class WebConfiguration implements WebMvcConfigurer {

    private final Positions positions;
    private final ReadProperties properties;

    WebConfiguration(Positions positions, ReadProperties properties) {
        this.positions = positions;
        this.properties = properties;
    }

    @Bean
    static BodySizeFilter bodySize(ClientProperties clients, ProblemWriter problems) {
        return new BodySizeFilter(clients, request -> false, problems, most -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large",
                "The request is too large", "Send " + most + " bytes at the most."));
    }

    /** How often readers asked since the start: whoever rebuilds read models steps back for them. */
    @Bean
    static LongSupplier readerRequests(ReaderActivity readers) {
        return readers::requests;
    }

    @Bean
    static RequestTiming requestTiming(ReaderActivity readers, RouteMeters routes) {
        return new RequestTiming(readers, routes, ServerTiming::new);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PositionHeaders(positions, properties.maxWait())).addPathPatterns("/api/v1/**");
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new LowerCaseNames());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ReaderResolver());
    }

    /** What a request says that isn't understood is refused, not ignored. */
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return json -> json
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(values -> values.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    @Bean
    JsonMapperBuilderCustomizer instants() {
        return json -> json.addModule(new SimpleModule("instants").addSerializer(Instant.class, new InstantWriter()));
    }

    /** The clock of requests; folds have none. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Answers go first: whoever handles response bodies would take them too. */
    @Bean
    SmartInitializingSingleton answersFirst(RequestMappingHandlerAdapter adapter, JsonMapper json) {
        return () -> {
            var handlers = new ArrayList<HandlerMethodReturnValueHandler>();
            handlers.add(new AnswerWriter(json));
            handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
            adapter.setReturnValueHandlers(handlers);
        };
    }
}
