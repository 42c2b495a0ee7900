package dev.lectern.query.projection;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine put together without Spring. */
record EngineParts(DataSource service, ProjectionProperties properties, Duration keepPrevious, List<LogObserver> observers,
                   List<Projection<?, ?>> projections) {

    private JdbcClient jdbc() {
        return JdbcClient.create(service);
    }

    Generations generations() {
        return new Generations(jdbc(), new TransactionTemplate(new JdbcTransactionManager(service)), properties);
    }

    Claims claims() {
        return new Claims(jdbc(), UUID.randomUUID(), properties);
    }

    SegmentWorker.Engine engine(Claims claims, Wakeup notified) {
        var arrived = new Wakeup();
        var positions = new Positions(jdbc());
        return new SegmentWorker.Engine(service, claims, new LogTail(service, notified, arrived, positions, observers, properties),
                arrived, positions, () -> 0, new ProjectionMetrics(new SimpleMeterRegistry()), properties);
    }

    private ReplayTable table() {
        return new ReplayTable(jdbc(), projections);
    }

    Replays replays(Wakeup turn) {
        return new Replays(projections, table(), generations(), new Holds(jdbc()), properties, new ReplayProperties(keepPrevious), turn);
    }

    ProjectionStates states() {
        return new ProjectionStates(jdbc(), table(), new ProjectionMetrics(new SimpleMeterRegistry()));
    }

    Coordinator coordinator() {
        var notified = new Wakeup();
        var turn = new Wakeup();
        var replays = replays(turn);
        return new Coordinator(projections, generations(), engine(claims(), notified), new LogListener(service, notified), replays,
                new ReplayDriver(replays, table(), generations(), new Holds(jdbc()), service, Clock.systemUTC()), states(), turn);
    }
}
