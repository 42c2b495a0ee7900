package dev.lectern.query.projection;

import dev.lectern.query.database.ProjectionDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets the engine up over whatever projections the features declare. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionProperties.class)
class ProjectionConfiguration {

    @Bean
    Positions positions(ProjectionDatabase database) {
        return new Positions(JdbcClient.create(database.pool()));
    }

    @Bean
    ProjectionStates projectionStates(ProjectionDatabase database) {
        return new ProjectionStates(JdbcClient.create(database.pool()));
    }

    @Bean
    Coordinator projectionCoordinator(List<Projection<?, ?>> projections, ProjectionDatabase database,
                                      ProjectionProperties properties, Positions positions, ProjectionStates states,
                                      ObjectProvider<LogObserver> observers, MeterRegistry meters) {
        var jdbc = JdbcClient.create(database.pool());
        var generations = new Generations(jdbc,
                new TransactionTemplate(new JdbcTransactionManager(database.pool())), properties);
        var notified = new Wakeup();
        var arrived = new Wakeup();
        var tail = new LogTail(database.pool(), notified, arrived, positions,
                observers.orderedStream().toList(), properties);
        var engine = new SegmentWorker.Engine(database.pool(), new Claims(jdbc, UUID.randomUUID(), properties), tail,
                arrived, positions, new ProjectionMetrics(meters), properties);
        return new Coordinator(projections, generations, engine, new LogListener(database.unpooled(), notified), states);
    }

    @Bean
    ProjectionsHealth projectionsHealthIndicator(Coordinator coordinator, ProjectionStates states) {
        return new ProjectionsHealth(coordinator, states);
    }
}
