package dev.lectern.nlp.queue;

import dev.lectern.nlp.NlpProperties;
import dev.lectern.nlp.extract.Extractor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the loop together and tells its health. */
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    AnalysisMetrics analysisMetrics(MeterRegistry registry) {
        return new AnalysisMetrics(registry);
    }

    @Bean
    ProcessorReports processorReports(NlpProperties properties, AnalysisMetrics metrics) {
        return new ProcessorReports(properties, metrics);
    }

    @Bean
    AnalysisLoop analysisLoop(NlpProperties properties, Extractor extractor, AnalysisMetrics metrics) {
        var workers = new Workers(new ChapterAnalysis(extractor, properties.mode(), metrics), properties.workersOrCores(),
                properties.limit(), properties.nice(), metrics);
        return new AnalysisLoop(properties, workers, new Messages(InstantSource.system(), Connection.MOST_BYTES), metrics);
    }

    @Bean
    HealthIndicator kafkaHealthIndicator(AnalysisLoop loop, NlpProperties properties) {
        return () -> loop.trouble()
                .map(trouble -> Health.down().withDetail("reason", trouble))
                .orElseGet(Health::up)
                .withDetail("bootstrap", properties.bootstrap()).build();
    }
}
