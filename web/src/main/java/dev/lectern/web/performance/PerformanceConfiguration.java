package dev.lectern.web.performance;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a service imports to measure its requests. Which database it tells of them through is its own matter. */
@Configuration(proxyBeanMethods = false)
public class PerformanceConfiguration {

    @Bean
    ReaderActivity readerActivity() {
        return ReaderActivity.ofProcess();
    }

    @Bean
    RouteMeters routeMeters(MeterRegistry registry) {
        return new RouteMeters(registry);
    }

    @Bean
    InstanceMeters instanceMeters(MeterRegistry registry, RouteMeters routes) {
        return new InstanceMeters(registry, routes);
    }
}
