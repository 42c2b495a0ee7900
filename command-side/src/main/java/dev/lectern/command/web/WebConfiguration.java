package dev.lectern.command.web;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** What holds for every write. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    WebMvcConfigurer writeArguments(WriteArgument write) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(write);
            }
        };
    }

    /** A field that is misspelt must not be silently ignored, and a text must be one that PostgreSQL can keep. */
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return mapper -> mapper
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule("strict-requests").addDeserializer(String.class, new StorableText()));
    }

    /** Refuses NUL and halves of surrogate pairs, which JSON can say and no text column can hold. */
    private static final class StorableText extends StdScalarDeserializer<String> {

        private StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            var text = StringDeserializer.instance.deserialize(json, context);
            if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return (String) context.handleWeirdStringValue(String.class, "", "contains a character that is no text");
            }
            return text;
        }
    }

    @Bean
    RecurringTask<Void> forgetOldAnswers(RememberedAnswers answers) {
        return Tasks.recurring("forget-old-answers", FixedDelay.of(Duration.ofHours(1))).execute((_, _) -> answers.forgetOld());
    }
}
