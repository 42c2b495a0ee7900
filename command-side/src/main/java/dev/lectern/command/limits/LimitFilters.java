package dev.lectern.command.limits;

import dev.lectern.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits on requests of any kind: by address before anybody is asked who they are, by reader after that. */
@Configuration(proxyBeanMethods = false)
class LimitFilters {

    private static final String API = "/api/*";

    @Bean
    FilterRegistrationBean<RequestLimit> addressLimit(Limits limits, ClientAddress addresses, ProblemWriter problems) {
        return registration(new RequestLimit(limits, Limit.ADDRESS, addresses::of, problems), SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
    }

    @Bean
    FilterRegistrationBean<RequestLimit> readerLimit(Limits limits, ProblemWriter problems) {
        return registration(new RequestLimit(limits, Limit.READER, LimitFilters::reader, problems), SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
    }

    private static @Nullable String reader(HttpServletRequest request) {
        var principal = request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    private static FilterRegistrationBean<RequestLimit> registration(RequestLimit filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(API);
        registration.setOrder(order);
        registration.setName(filter.limit + "-limit");
        return registration;
    }

    /** Counts each request for whoever it is from, if that is known. */
    static final class RequestLimit extends OncePerRequestFilter {

        private final Limits limits;
        private final Limit limit;
        private final Function<HttpServletRequest, @Nullable String> who;
        private final ProblemWriter problems;

        private RequestLimit(Limits limits, Limit limit, Function<HttpServletRequest, @Nullable String> who, ProblemWriter problems) {
            this.limits = limits;
            this.limit = limit;
            this.who = who;
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var refusal = Optional.ofNullable(who.apply(request)).flatMap(known -> limits.refusal(limit, known));
            if (refusal.isPresent()) {
                problems.write(response, refusal.get());
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
