package dev.lectern.query.projection;

import dev.lectern.query.database.ProjectionDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets the engine up over whatever projections the features declare. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProjectionProperties.class, ReplayProperties.class})
class ProjectionConfiguration {

    @Bean
    Positions positions(ProjectionDatabase database) {
        return new Positions(JdbcClient.create(database.pool()));
    }

    @Bean
    ProjectionMetrics projectionMetrics(MeterRegistry meters) {
        return new ProjectionMetrics(meters);
    }

    @Bean
    ReplayTable replayTable(ProjectionDatabase database, List<Projection<?, ?>> projections) {
        return new ReplayTable(JdbcClient.create(database.pool()), projections);
    }

    @Bean
    ProjectionStates projectionStates(ProjectionDatabase database, ReplayTable replays, ProjectionMetrics metrics) {
        return new ProjectionStates(JdbcClient.create(database.pool()), replays, metrics);
    }

    @Bean
    Generations generations(ProjectionDatabase database, ProjectionProperties properties) {
        return new Generations(JdbcClient.create(database.pool()),
                new TransactionTemplate(new JdbcTransactionManager(database.pool())), properties);
    }

    @Bean
    Holds holds(ProjectionDatabase database) {
        return new Holds(JdbcClient.create(database.pool()));
    }

    /** Signalled when the coordinator had better look at once. */
    @Bean
    Wakeup coordinatorTurn() {
        return new Wakeup();
    }

    @Bean
    Replays replays(List<Projection<?, ?>> projections, ReplayTable table, Generations generations, Holds holds,
                    ProjectionProperties properties, ReplayProperties retention, Wakeup coordinatorTurn) {
        return new Replays(projections, table, generations, holds, properties, retention, coordinatorTurn);
    }

    @Bean
    Retries retries(List<Projection<?, ?>> projections, Generations generations, ProjectionDatabase database, Wakeup coordinatorTurn) {
        return new Retries(projections, generations, database.pool(), coordinatorTurn);
    }

    @Bean
    ReplayDriver replayDriver(Replays replays, ReplayTable table, Generations generations, Holds holds,
                              ProjectionDatabase database) {
        return new ReplayDriver(replays, table, generations, holds, database.unpooled(), Clock.systemUTC());
    }

    @Bean
    SegmentWorker.Engine projectionEngine(ProjectionDatabase database, ProjectionProperties properties, Positions positions,
                                          LongSupplier readerRequests, ObjectProvider<LogObserver> observers, Wakeup logNotified,
                                          ProjectionMetrics metrics) {
        var arrived = new Wakeup();
        var tail = new LogTail(database.pool(), logNotified, arrived, positions, observers.orderedStream().toList(), properties);
        return new SegmentWorker.Engine(database.pool(), new Claims(JdbcClient.create(database.pool()), UUID.randomUUID(), properties),
                tail, arrived, positions, readerRequests, metrics, properties);
    }

    /** Signalled when the log may have grown. */
    @Bean
    Wakeup logNotified() {
        return new Wakeup();
    }

    @Bean
    Coordinator projectionCoordinator(List<Projection<?, ?>> projections, ProjectionDatabase database, Generations generations,
                                      SegmentWorker.Engine engine, Replays replays, ReplayDriver driver,
                                      ProjectionStates states, Wakeup logNotified, Wakeup coordinatorTurn) {
        return new Coordinator(projections, generations, engine, new LogListener(database.unpooled(), logNotified), replays,
                driver, states, coordinatorTurn);
    }

    @Bean
    ProjectionsHealth projectionsHealthIndicator(Coordinator coordinator, ProjectionStates states) {
        return new ProjectionsHealth(coordinator, states);
    }
}
