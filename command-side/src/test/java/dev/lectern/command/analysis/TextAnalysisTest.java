package dev.lectern.command.analysis;

import dev.lectern.command.analysis.TextAnalysisCommand.RecordDescriptions;
import dev.lectern.command.analysis.TextAnalysisCommand.RecordFailure;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.AnalysisEvent.AnalysisFailureRecorded;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.DescriptionType;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of a text's analysis. */
class TextAnalysisTest {

    private static final ContentHash TEXT = ContentHash.of("a text");
    private static final String VERSION = "extractor-1";
    private static final String ID = TextAnalysisCommand.idOf(TEXT, VERSION);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Description KITCHEN = description("The kitchen was dark.", 0);
    private static final Description GARDEN = description("The garden was wide.", 500);

    private FixtureConfiguration<TextAnalysis> analysis;

    @BeforeEach
    void fixture() {
        analysis = new AggregateTestFixture<>(TextAnalysis.class);
    }

    @Test
    void a_text_of_one_section_is_complete_with_its_first_result() {
        analysis.givenNoPriorActivity().when(result(1, 1, KITCHEN))
                .expectEvents(recorded(1, 1, true, 1, KITCHEN)).expectResultMessagePayload(OptionalInt.of(1));
    }

    @Test
    void a_repeated_result_changes_nothing_and_still_says_that_all_is_there() {
        analysis.given(recorded(1, 1, true, 1, KITCHEN)).when(result(1, 1, KITCHEN))
                .expectNoEvents().expectResultMessagePayload(OptionalInt.of(1));
    }

    @Test
    void a_long_text_is_complete_when_every_section_is_there_in_any_order() {
        analysis.given(recorded(2, 2, false, 1, GARDEN)).when(result(1, 2, KITCHEN))
                .expectEvents(recorded(1, 2, true, 2, KITCHEN)).expectResultMessagePayload(OptionalInt.of(2));
    }

    @Test
    void until_then_it_is_not() {
        analysis.givenNoPriorActivity().when(result(2, 2, GARDEN))
                .expectEvents(recorded(2, 2, false, 1, GARDEN)).expectResultMessagePayload(OptionalInt.empty());
    }

    @Test
    void another_result_for_a_section_replaces_the_first() {
        analysis.given(recorded(1, 1, true, 1, KITCHEN)).when(result(1, 1, KITCHEN, GARDEN))
                .expectEvents(recorded(1, 1, true, 2, KITCHEN, GARDEN));
    }

    @Test
    void a_failure_is_recorded_once() {
        var failure = new AnalysisFailureRecorded(TEXT, VERSION, "It took too long.", NOW);
        analysis.givenNoPriorActivity().when(new RecordFailure(ID, TEXT, VERSION, "It took too long.", NOW)).expectEvents(failure);
        fixture();
        analysis.given(failure).when(new RecordFailure(ID, TEXT, VERSION, "It took too long.", NOW)).expectNoEvents();
    }

    @Test
    void a_result_after_a_failure_counts() {
        analysis.given(new AnalysisFailureRecorded(TEXT, VERSION, "It took too long.", NOW)).when(result(1, 1))
                .expectEvents(recorded(1, 1, true, 0)).expectResultMessagePayload(OptionalInt.of(0));
    }

    @Test
    void why_nothing_was_looked_for_is_recorded_with_the_result() {
        String why = "Passages are found in English texts only; this one is in 'fr'.";
        analysis.givenNoPriorActivity().when(new RecordDescriptions(ID, TEXT, VERSION, 1, 1, List.of(), why, NOW))
                .expectEvents(new DescriptionsRecorded(TEXT, VERSION, 1, 1, List.of(), true, 0, why, NOW));
    }

    private static RecordDescriptions result(int section, int sections, Description... descriptions) {
        return new RecordDescriptions(ID, TEXT, VERSION, section, sections, List.of(descriptions), null, NOW);
    }

    private static DescriptionsRecorded recorded(int section, int sections, boolean complete, int total, Description... descriptions) {
        return new DescriptionsRecorded(TEXT, VERSION, section, sections, List.of(descriptions), complete, total, NOW);
    }

    private static Description description(String text, int start) {
        return new Description(UUID.nameUUIDFromBytes(text.getBytes()), DescriptionType.LOCATION, text, start, start + text.length(), 0.9, 80,
                List.of(), List.of("lexicon"));
    }
}
