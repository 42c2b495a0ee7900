package dev.lectern.query.performance;

import dev.lectern.contracts.performance.Instances;
import dev.lectern.query.database.ProjectionDatabase;
import dev.lectern.query.performance.Performance.Instance;
import dev.lectern.query.web.ServerTiming;
import dev.lectern.web.performance.InstanceMeters;
import dev.lectern.web.performance.InstanceReports;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What other instances say of themselves, and this one to them. */
@Configuration(proxyBeanMethods = false)
class OtherInstances {

    private final JdbcClient jdbc;

    OtherInstances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reports wait for no disk: that pool's commits don't. */
    @Bean
    static InstanceReports instanceReports(ProjectionDatabase database, InstanceMeters meters, Environment environment) {
        return new InstanceReports("query-side", database.pool(), meters, environment);
    }

    List<Instance> heardOfLately() {
        return ServerTiming.database(() -> jdbc.sql(Instances.LATELY).query((row, n) -> {
            var heard = Instances.heard(row);
            return new Instance(heard.service(), heard.instance(), heard.heardAt(), heard.figures());
        }).list());
    }
}
