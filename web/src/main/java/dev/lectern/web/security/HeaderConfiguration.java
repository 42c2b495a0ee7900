package dev.lectern.web.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What a service with accounts imports: how it looks at the headers of each request. */
@Configuration(proxyBeanMethods = false)
public class HeaderConfiguration {

    @Bean
    BearerTokenResolver bearerTokenResolver() {
        return new BearerTokens();
    }

    /** Spring's, but what it finds in names and values with a regular expression is found letter by letter: each header is looked at several times. */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(HeaderConfiguration::isPlain);
        firewall.setAllowedHeaderValues(HeaderConfiguration::isPlain);
        return firewall;
    }

    private static boolean isPlain(String text) {
        return text.codePoints().allMatch(letter -> Character.isDefined(letter) && !Character.isISOControl(letter));
    }
}
