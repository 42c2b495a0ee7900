package dev.lectern.query;

import dev.lectern.web.HttpConfiguration;
import dev.lectern.web.input.InputConfiguration;
import dev.lectern.web.performance.PerformanceConfiguration;
import dev.lectern.web.security.HeaderConfiguration;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Starts the query side. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({OwnAutoConfigurations.class, HttpConfiguration.class, HeaderConfiguration.class, InputConfiguration.class, PerformanceConfiguration.class})
@ComponentScan(excludeFilters = {
        @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
        @Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class)
})
public class QuerySideApplication {

    public static void main(String[] arguments) {
        builder().run(arguments);
    }

    /** The service as it is started, alone or in one JVM with others: its settings are in {@code query-side.yml}. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(QuerySideApplication.class)
                .properties(Map.of("spring.config.name", "query-side"));
    }
}
