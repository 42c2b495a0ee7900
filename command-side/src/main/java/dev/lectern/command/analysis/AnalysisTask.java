package dev.lectern.command.analysis;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sending a book's texts as background work: tried until Kafka and the content store answer. */
@Configuration(proxyBeanMethods = false)
class AnalysisTask {

    static final String NAME = "analyse-book";

    @Bean(NAME)
    OneTimeTask<String> analyseBook(BookAnalyst analyst) {
        return Tasks.oneTime(NAME, String.class)
                .onFailure(new ExponentialBackoffFailureHandler<>(Duration.ofSeconds(1), 1.5))
                .execute((book, _) -> {
                    var parts = book.getData().split(" ", 2);
                    analyst.analyse(UUID.fromString(parts[0]), parts[1]);
                });
    }
}
