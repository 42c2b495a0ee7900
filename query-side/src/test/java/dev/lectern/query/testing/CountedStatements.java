package dev.lectern.query.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records the statements that readers' requests cost; the projections' are none of them. */
@Configuration(proxyBeanMethods = false)
public class CountedStatements {

    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();

    public static List<String> during(Runnable request) {
        STATEMENTS.clear();
        request.run();
        return List.copyOf(STATEMENTS);
    }

    @Bean
    static BeanPostProcessor countsReadersStatements() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("dataSource")
                        ? ProxyDataSourceBuilder.create((DataSource) bean)
                                .afterQuery((execution, queries) -> queries.forEach(query -> STATEMENTS.add(query.getQuery())))
                                .build()
                        : bean;
            }
        };
    }
}
