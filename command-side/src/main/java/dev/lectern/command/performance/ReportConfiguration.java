package dev.lectern.command.performance;

import dev.lectern.web.performance.InstanceMeters;
import dev.lectern.web.performance.InstanceReports;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Tells the query side how this instance does. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    InstanceReports instanceReports(DataSource database, InstanceMeters meters, Environment environment) {
        return new InstanceReports("command-side", database, meters, environment);
    }
}
