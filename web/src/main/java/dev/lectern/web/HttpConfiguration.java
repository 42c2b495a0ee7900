package dev.lectern.web;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What a service imports: the server below Spring with its limits, and what is the same of each API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClientProperties.class, CorsProperties.class})
public class HttpConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> protocolAndReports() {
        return tomcat -> {
            tomcat.setProtocol(TimedHttp.class.getName());
            tomcat.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
        };
    }

    @Bean
    TomcatProtocolHandlerCustomizer<TimedHttp> timeLimits(ClientProperties clients) {
        return http -> http.limit(clients.headerTime(), clients.bodyTime(), clients.bodyRate().toBytes());
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }
}
