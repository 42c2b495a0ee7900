package dev.lectern.query.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Whether the projections follow the log, and whether events wait among the dead letters. */
final class ProjectionsHealth extends AbstractHealthIndicator {

    private final Coordinator coordinator;
    private final ProjectionStates states;

    ProjectionsHealth(Coordinator coordinator, ProjectionStates states) {
        super("the projections' tables can't be read");
        this.coordinator = coordinator;
        this.states = states;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (!coordinator.isPrepared()) {
            health.outOfService().withDetail("reason", "the projections are not set up yet");
            return;
        }
        boolean impaired = false;
        for (var status : states.all()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("generation", status.generation());
            details.put("position", status.position());
            details.put("lagEvents", status.lagEvents());
            details.put("lagMs", status.lagMs());
            var errors = status.segments().stream().map(ProjectionStatus.SegmentStatus::error)
                    .filter(error -> error != null).toList();
            if (!errors.isEmpty()) {
                details.put("errors", errors);
                impaired = true;
            }
            if (status.deadLetters() > 0) {
                details.put("deadLetters", status.deadLetters());
                impaired = true;
            }
            health.withDetail(status.name(), details);
        }
        health.status(impaired ? new Status("DEGRADED") : Status.UP);
    }
}
