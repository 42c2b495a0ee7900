package dev.lectern.command.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lectern.command.book.Books;
import dev.lectern.command.gathering.Gathering;
import dev.lectern.command.reading.ProgressResource.ProgressForm;
import dev.lectern.command.reading.ReadingCommand.RecordProgress;
import dev.lectern.command.web.Outcome;
import dev.lectern.command.web.Outcome.Answered;
import dev.lectern.command.web.Outcome.Refused;
import dev.lectern.command.web.Write;
import dev.lectern.command.web.Write.Joint;
import dev.lectern.contracts.event.ReadingEvent.Place;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Records places of one reading that come faster than they are committed together: one transaction, one event for each
 * device, and an answer for each request once that is committed.
 */
@Component
class ProgressBursts {

    /** After which time without places a reading is at rest, and its pace forgotten. */
    private static final Duration REST = Duration.ofMinutes(1);
    /** Places that are recorded together at the most. */
    private static final int LARGEST = 500;

    /** @param receivedAt by the server's clock */
    private record Arrived(ProgressForm form, Instant receivedAt) {
    }

    /** @param request which of the requests means that place */
    private record Meant(int request, Place place) {
    }

    private final Books books;
    private final CommandGateway commands;
    private final Clock clock;
    private final ProgressProperties progress;
    private final Cache<UUID, Gathering<Joint<Arrived>, Outcome>> readings =
            Caffeine.newBuilder().expireAfterAccess(REST).executor(Runnable::run).build();

    ProgressBursts(Books books, CommandGateway commands, Clock clock, ProgressProperties progress, MeterRegistry metrics) {
        this.books = books;
        this.commands = commands;
        this.clock = clock;
        this.progress = progress;
        Gauge.builder("lectern.progress.waiting", () -> readings.asMap().values().stream().mapToInt(Gathering::waiting).sum())
                .description("Places that wait to be recorded together with others of their reading").register(metrics);
    }

    /** Committed when this returns. */
    ResponseEntity<?> record(UUID bookId, ProgressForm form, Write write) {
        var reader = write.reader();
        return readings.get(ReadingCommand.readingOf(reader, bookId), _ -> new Gathering<>(progress.burst(), progress.gather().toNanos(),
                        LARGEST, System::nanoTime, requests -> Write.together(requests, places -> recordTogether(reader, bookId, places))))
                .submit(new Joint<>(write, form, new Arrived(form, clock.instant())), Boolean.TRUE.equals(form.isFinal()))
                .response();
    }

    /** As if the places had come one after the other, in the order of the devices' clocks. */
    private List<Outcome> recordTogether(UUID reader, UUID bookId, List<Arrived> arrived) {
        var outcomes = new Outcome[arrived.size()];
        var meant = new ArrayList<Meant>();
        try {
            var book = ProgressResource.bookOf(books, bookId, reader);
            for (int i = 0; i < outcomes.length; i++) {
                try {
                    meant.add(new Meant(i, ProgressResource.place(book, arrived.get(i).form(), "locator", arrived.get(i).receivedAt())));
                } catch (ErrorResponseException unresolvable) {
                    outcomes[i] = new Refused(unresolvable);
                }
            }
        } catch (ErrorResponseException noBook) {
            return Collections.nCopies(outcomes.length, new Refused(noBook));
        }
        if (!meant.isEmpty()) {
            meant.sort(Comparator.comparing(each -> each.place().recordedAt()));
            List<ProgressReceipt> receipts = commands.sendAndWait(
                    RecordProgress.folded(reader, bookId, meant.stream().map(Meant::place).toList()));
            for (int i = 0; i < receipts.size(); i++) {
                outcomes[meant.get(i).request()] = new Answered(ResponseEntity.ok(receipts.get(i)));
            }
        }
        return List.of(outcomes);
    }
}
