package dev.lectern.command.messaging;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whatever has to be done in the background, imports excepted: they are many and long, and have a {@link BackgroundScheduler} of their own. */
@Configuration(proxyBeanMethods = false)
class BackgroundWork {

    @Bean
    BackgroundScheduler backgroundScheduler(DataSource dataSource, List<Task<?>> tasks, BackgroundProperties background) {
        var onDemand = tasks.stream().filter(task -> !(task instanceof OnStartup)).toList();
        var recurring = tasks.stream().filter(RecurringTask.class::isInstance).<RecurringTask<?>>map(RecurringTask.class::cast).toList();
        return new BackgroundScheduler(dataSource, "command.scheduled_tasks", background.workers(), onDemand, recurring);
    }

    @Bean(destroyMethod = "")
    Scheduler scheduler(BackgroundScheduler background) {
        return background.scheduler();
    }
}
