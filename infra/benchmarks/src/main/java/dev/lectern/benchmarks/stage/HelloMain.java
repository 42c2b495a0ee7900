// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Three Spring Boot applications in one JVM that can say hello and nothing else: the limit of a start. */
public final class HelloMain {

    static final String READY = "hello";

    /** The least that answers a GET. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
            WebMvcAutoConfiguration.class})
    @RestController
    static class Hello {

        @GetMapping("/")
        String hello() {
            return READY;
        }
    }

    private HelloMain() {
    }

    public static void main(String[] arguments) {
        for (var number = 0; number < 3; number++) {
            new SpringApplicationBuilder(Hello.class).properties(Map.of("spring.config.name", "hello", "spring.main.banner-mode", "off"))
                    .run("--server.port=0", "--spring.jmx.enabled=false");
        }
        System.out.println(READY);
    }
}
