package dev.lectern.web.input;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** What a service with an API imports. */
@Configuration(proxyBeanMethods = false)
public class InputConfiguration {

    @Bean
    SmartInitializingSingleton strictParameters(RequestMappingHandlerAdapter adapter) {
        return () -> LiteralEditor.use(adapter);
    }
}
