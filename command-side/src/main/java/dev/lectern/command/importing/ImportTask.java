package dev.lectern.command.importing;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The import as background work: tried again when the disk or the database is in trouble, given up after a while. */
@Configuration(proxyBeanMethods = false)
class ImportTask {

    static final String NAME = "import-book";

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 6;

    @Bean(NAME)
    OneTimeTask<String> importBook(BookImporter importer) {
        return Tasks.oneTime(NAME, String.class)
                .onFailure(new MaxRetriesFailureHandler<>(RETRIES, new ExponentialBackoffFailureHandler<>(FIRST_RETRY, 2),
                        (failed, _) -> importer.giveUp(UUID.fromString((String) failed.getExecution().taskInstance.getData()))))
                .execute((book, _) -> importer.importBook(UUID.fromString(book.getData())));
    }
}
