package dev.lectern.query.performance;

import dev.lectern.query.performance.Performance.Instance;
import dev.lectern.query.web.Answer;
import dev.lectern.web.performance.InstanceMeters;
import dev.lectern.web.performance.InstanceReports;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/performance}: the figures that Prometheus has, of all instances, in one answer. */
@RestController
@RequestMapping("/api/v1/admin/performance")
@Tag(name = "Administration")
class PerformanceController {

    private final InstanceMeters here;
    private final InstanceReports reports;
    private final OtherInstances others;
    private final WorkQueries work;
    private final AnalysisPace analyses;
    private final Clock clock;

    PerformanceController(InstanceMeters here, InstanceReports reports, OtherInstances others, WorkQueries work, AnalysisPace analyses,
                          Clock clock) {
        this.here = here;
        this.reports = reports;
        this.others = others;
        this.work = work;
        this.analyses = analyses;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "How all instances do", description = "Of each instance of the command side, the query side and the NLP "
            + "processor that was heard of within the last minute: time and statements by route, the pools, memory, the cache, what it has analysed. And, of the whole, what waits to be "
            + "imported or analysed, and how many texts are analysed a minute. Percentiles are each instance's own.")
    Answer<Performance> performance() {
        return Answer.of(new Performance(instances(), work.queues(), analyses.at(clock.instant())));
    }

    /** This one as of now, the others as they said last. */
    private List<Instance> instances() {
        var self = new Instance(reports.service(), reports.instance(), clock.instant(), here.figures());
        return Stream.concat(Stream.of(self), others.heardOfLately().stream().filter(other -> !isSelf(other)))
                .sorted(Comparator.comparing(Instance::service).thenComparing(Instance::instance)).toList();
    }

    private boolean isSelf(Instance other) {
        return other.service().equals(reports.service()) && other.instance().equals(reports.instance());
    }
}
