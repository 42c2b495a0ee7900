package dev.lectern.query.contents;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.projection.DecodedEvent;
import dev.lectern.query.projection.LogObserver;
import dev.lectern.query.projection.Positions;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** When a reader nears the end of a chapter, the next one is made ready. Where there is too much to do it isn't done. */
@Component
class NextChapter implements LogObserver, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NextChapter.class);
    private static final double NEAR_THE_END = 0.8;
    private static final int WAITING = 256;
    private static final int REMEMBERED = 4_096;
    /** At a start the log's last events are seen too, however old. */
    private static final Duration STILL_READING = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Wanted(UUID reader, UUID book, int chapter) {
    }

    private record Task(Wanted wanted, Position since) {
    }

    private final ChapterPages pages;
    private final AnswerCache cache;
    private final Positions positions;
    private final Clock clock;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(WAITING);
    /** Made ready lately: devices go on telling where they are until the chapter's end. */
    private final Map<Wanted, Boolean> ready = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile @Nullable Thread warming;

    NextChapter(ChapterPages pages, AnswerCache cache, Positions positions, Clock clock) {
        this.pages = pages;
        this.cache = cache;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public void observingFrom(Position start) {
        // readers who go on reading tell so
    }

    @Override
    public void seen(List<DecodedEvent> events) {
        var stillReading = clock.instant().minus(STILL_READING);
        for (var decoded : events) {
            if (decoded.isReadable() && decoded.recorded().recordedAt().isAfter(stillReading) && decoded.event() instanceof ReadingProgressed e
                    && e.place().locator().progression() >= NEAR_THE_END) {
                var wanted = new Wanted(e.readerId(), e.bookId(), e.place().locator().chapter() + 1);
                if (ready.put(wanted, true) == null) {
                    tasks.offer(new Task(wanted, decoded.position()));
                }
            }
        }
    }

    @Override
    public void start() {
        warming = Thread.ofVirtual().name("next-chapter").start(this::warmAll);
    }

    private void warmAll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var task = tasks.take();
                if (cache.isOn() && positions.await(task.since(), PATIENCE)) {
                    warm(task.wanted());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void warm(Wanted wanted) {
        try {
            pages.warm(new Reader(wanted.reader()), wanted.book(), wanted.chapter());
        } catch (Problem e) {
            LOG.debug("that was the last chapter", e);
        } catch (RuntimeException e) {
            LOG.warn("a next chapter isn't ready: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        var thread = warming;
        warming = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return warming != null;
    }
}
