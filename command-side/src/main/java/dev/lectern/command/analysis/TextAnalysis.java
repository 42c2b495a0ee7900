package dev.lectern.command.analysis;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.command.analysis.TextAnalysisCommand.RecordDescriptions;
import dev.lectern.command.analysis.TextAnalysisCommand.RecordFailure;
import dev.lectern.contracts.event.AnalysisEvent.AnalysisFailureRecorded;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.nlp.Description;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** What one extractor version found in one chapter text. A result that is recorded already changes nothing. */
@Aggregate(snapshotTriggerDefinition = "snapshots")
@NullUnmarked
class TextAnalysis {

    @AggregateIdentifier
    private String id;
    private Map<Integer, List<Description>> sections = new HashMap<>();
    private boolean failed;

    /** For Axon, which then replays the analysis's events. */
    protected TextAnalysis() {
    }

    /** @return how many passages the text has, once every section is recorded */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    OptionalInt record(RecordDescriptions command) {
        if (failed || !command.descriptions().equals(sections.get(command.section()))) {
            int others = sections.entrySet().stream()
                    .filter(section -> section.getKey() != command.section()).mapToInt(section -> section.getValue().size()).sum();
            boolean complete = sections.size() + (sections.containsKey(command.section()) ? 0 : 1) == command.sections();
            apply(new DescriptionsRecorded(command.text(), command.extractor(), command.section(), command.sections(),
                    command.descriptions(), complete, others + command.descriptions().size(), command.note(), command.at()));
        }
        return sections.size() == command.sections()
                ? OptionalInt.of(sections.values().stream().mapToInt(List::size).sum())
                : OptionalInt.empty();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void record(RecordFailure command) {
        if (!failed) {
            apply(new AnalysisFailureRecorded(command.text(), command.extractor(), command.reason(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(DescriptionsRecorded event) {
        id = TextAnalysisCommand.idOf(event.text(), event.extractor());
        sections.put(event.section(), event.descriptions());
        failed = false;
    }

    @EventSourcingHandler
    void on(AnalysisFailureRecorded event) {
        id = TextAnalysisCommand.idOf(event.text(), event.extractor());
        failed = true;
    }
}
