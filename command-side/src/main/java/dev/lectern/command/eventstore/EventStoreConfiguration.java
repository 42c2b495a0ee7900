package dev.lectern.command.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon on our event log. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

    /** How often processors look for events that other instances wrote; those of this one wake them. */
    private static final long FETCH_DELAY_MS = 100;

    /** Without this bean Axon runs without transactions, silently: its auto-configuration looks for class names of Spring Boot 3. */
    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    EventNotifier eventNotifier(JdbcClient jdbc) {
        return new EventNotifier(jdbc);
    }

    /** Named for its place in health. */
    @Bean("eventlog")
    OldestTransaction oldestTransaction(JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
        return new OldestTransaction(jdbc, clock, metrics);
    }

    @Bean
    EventStorageEngine eventStorageEngine(DataSource dataSource, EventNotifier notifier, StreamProperties streams) {
        return new PostgresEventStorageEngine(dataSource, notifier, new RecentStreams(streams.memory().toBytes()));
    }

    @Bean
    EventStore eventStore(EventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).fetchDelay(FETCH_DELAY_MS).build();
    }

    @Bean
    TokenStore tokenStore(DataSource dataSource, Serializer serializer) {
        ConnectionProvider connections = new SpringDataSourceConnectionProvider(dataSource);
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TokenSchema.builder().setTokenTable("command.token_entry").build())
                .build();
    }

    @Bean
    Snapshotter snapshotter(EventStore eventStore, TransactionManager axonTransactionManager) {
        return SpringAggregateSnapshotter.builder()
                .eventStore(eventStore)
                .transactionManager(axonTransactionManager)
                // nobody waits for it
                .executor(task -> Thread.ofVirtual().name("snapshot").start(task))
                .build();
    }

    @Bean
    SnapshotTriggerDefinition snapshots(Snapshotter snapshotter, SnapshotProperties snapshots) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, snapshots.every());
    }

    /** A handler that fails is called again until it succeeds; the default logs the error and goes on without the event. */
    @Bean
    ConfigurerModule handlersNeverSkip() {
        return configurer -> configurer.eventProcessing(processing ->
                processing.registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance()));
    }
}
