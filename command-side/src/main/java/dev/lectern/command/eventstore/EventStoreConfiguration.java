package dev.lectern.command.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon on our event log. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

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
    GroupCommit groupCommit(DataSource dataSource, EventNotifier notifier) {
        return new GroupCommit(dataSource, notifier);
    }

    @Bean
    RecentAggregates recentAggregates(AggregateProperties aggregates) {
        return new RecentAggregates(aggregates.kept());
    }

    @Bean
    Decisions decisions(GroupCommit group, RecentAggregates recentAggregates) {
        return new Decisions(group, recentAggregates);
    }

    @Bean
    EventStorageEngine eventStorageEngine(DataSource dataSource, EventNotifier notifier, GroupCommit group) {
        return new PostgresEventStorageEngine(dataSource, notifier, group);
    }

    /** As Axon's auto-configuration makes it, but without a transaction of its own: events don't need one, the rest has one already. */
    @Bean
    CommandBus commandBus(org.axonframework.config.Configuration axon) {
        var commands = SimpleCommandBus.builder().transactionManager(NoTransactionManager.instance())
                .messageMonitor(axon.messageMonitor(CommandBus.class, "commandBus")).build();
        commands.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        return commands;
    }

    @Bean
    EventStore eventStore(EventStorageEngine engine, EventNotifier notifier) {
        return new LogEventStore(engine, notifier);
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
    BackgroundSnapshotter snapshotter(Decisions decisions, EventStore eventStore, ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new BackgroundSnapshotter(decisions, eventStore, type -> axon.getObject().repository(type));
    }

    @Bean
    SnapshotTriggerDefinition snapshots(BackgroundSnapshotter snapshotter, SnapshotProperties snapshots) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, snapshots.every());
    }

    /** A handler that fails is called again until it succeeds; the default logs the error and goes on without the event. */
    @Bean
    ConfigurerModule handlersNeverSkip() {
        return configurer -> configurer.eventProcessing(processing ->
                processing.registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance()));
    }
}
