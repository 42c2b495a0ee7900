package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The token keeps Axon's contract. The model: a token stands for the set of events that its processor has seen, which is
 * a beginning of the log.
 */
class LogTokenTest {

    /** Some events in the order of the log, and two processors that have seen the first few; none is a null token. */
    record Situation(List<Position> log, int seenByThis, int seenByOther) {

        @Nullable LogToken token() {
            return tokenAfter(seenByThis);
        }

        @Nullable LogToken other() {
            return tokenAfter(seenByOther);
        }

        private @Nullable LogToken tokenAfter(int events) {
            return events == 0 ? null : LogToken.at(log.get(events - 1));
        }

        /** What a processor with that token has seen. */
        Set<Position> seenWith(@Nullable TrackingToken token) {
            var seen = new HashSet<Position>();
            if (token != null) {
                log.stream().takeWhile(event -> !event.isAfter(((LogToken) token).toPosition())).forEach(seen::add);
            }
            return seen;
        }
    }

    @Property
    void the_lower_bound_has_seen_what_both_have(@ForAll("situations") Situation s) {
        var both = s.seenWith(s.token());
        both.retainAll(s.seenWith(s.other()));
        assertThat(s.seenWith(s.token().lowerBound(s.other()))).isEqualTo(both);
    }

    @Property
    void the_upper_bound_has_seen_what_either_has(@ForAll("situations") Situation s) {
        var either = s.seenWith(s.token());
        either.addAll(s.seenWith(s.other()));
        assertThat(s.seenWith(s.token().upperBound(s.other()))).isEqualTo(either);
    }

    @Property
    void a_token_covers_another_that_has_seen_no_more(@ForAll("situations") Situation s) {
        assertThat(s.token().covers(s.other())).isEqualTo(s.seenWith(s.token()).containsAll(s.seenWith(s.other())));
    }

    @Property
    void tokens_are_at_the_same_position_when_they_have_seen_the_same(@ForAll("situations") Situation s) {
        boolean same = s.seenWith(s.token()).equals(s.seenWith(s.other()));
        assertThat(s.token().equals(s.other())).isEqualTo(same);
        if (s.other() != null) {
            assertThat(s.token().samePositionAs(s.other())).isEqualTo(same);
        }
    }

    @Property
    void of_two_tokens_one_covers_the_other(@ForAll("situations") Situation s) {
        if (s.other() != null) {
            assertThat(s.token().covers(s.other()) || s.other().covers(s.token())).isTrue();
        }
    }

    /** Between transactions it is an estimate, which is all that Axon makes of it. */
    @Property
    void the_position_grows_within_a_transaction(@ForAll("situations") Situation s) {
        if (s.other() != null && s.token().transaction() == s.other().transaction()) {
            assertThat(Long.compare(s.token().position().getAsLong(), s.other().position().getAsLong()))
                    .isEqualTo(Integer.compare(s.seenByThis(), s.seenByOther()));
        }
    }

    @Property
    void a_replay_knows_what_was_seen_before_it(@ForAll("situations") Situation s) {
        TrackingToken replay = ReplayToken.createReplayToken(s.token(), null);
        var redelivered = new ArrayList<Position>();
        for (var event : s.log()) {
            replay = replay instanceof ReplayToken token ? token.advancedTo(LogToken.at(event)) : LogToken.at(event);
            if (ReplayToken.isReplay(replay)) {
                redelivered.add(event);
            }
        }
        assertThat(redelivered).isEqualTo(s.log().subList(0, s.seenByThis()));
    }

    @Property
    void a_stored_token_is_read_as_it_was(@ForAll("situations") Situation s) {
        var serializer = Jackson3Serializer.builder().build();
        TrackingToken read = serializer.deserialize(serializer.serialize(s.token(), byte[].class));
        assertThat(read).isEqualTo(s.token());
    }

    /** Transactions interleave: a later one may hold smaller indexes. */
    @Provide
    Arbitrary<Situation> situations() {
        var transactions = Arbitraries.longs().between(1, 1L << 34);
        return transactions.set().ofMinSize(1).ofMaxSize(6).flatMap(known ->
                Combinators.combine(Arbitraries.of(known), Arbitraries.longs().between(1, 60)).as(Position::new)
                        .list().uniqueElements(Position::index).ofMinSize(1).ofMaxSize(20))
                .flatMap(events -> {
                    var log = List.copyOf(new TreeSet<>(events));
                    return Combinators.combine(Arbitraries.integers().between(1, log.size()), Arbitraries.integers().between(0, log.size()))
                            .as((seenByThis, seenByOther) -> new Situation(log, seenByThis, seenByOther));
                });
    }
}
