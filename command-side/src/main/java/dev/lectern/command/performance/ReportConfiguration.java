package dev.lectern.command.performance;

import dev.lectern.web.performance.InstanceMeters;
import dev.lectern.web.performance.InstanceReports;
import dev.lectern.web.performance.ReaderActivity;
import dev.lectern.web.performance.RequestTiming;
import dev.lectern.web.performance.RouteMeters;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Measures this instance's requests, and tells the query side how it does. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    RequestTiming requestTiming(ReaderActivity readers, RouteMeters routes) {
        return new RequestTiming(readers, routes, Statements::new);
    }

    @Bean
    InstanceReports instanceReports(DataSource database, InstanceMeters meters, Environment environment) {
        return new InstanceReports("command-side", database, meters, environment);
    }
}
