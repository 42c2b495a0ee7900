package dev.lectern.query.audit;

import dev.lectern.query.audit.ActionReports.Outcome;
import dev.lectern.query.web.AdministratorAction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reports whatever administrators change. What can't be reported isn't done. */
@Configuration(proxyBeanMethods = false)
class ActionReporting implements WebMvcConfigurer, HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ActionReporting.class);
    private static final String REPORT = ActionReporting.class.getName();
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST = 500;

    private final ActionReports reports;

    ActionReporting(ActionReports reports) {
        this.reports = reports;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/admin/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !READS.contains(request.getMethod())) {
            var administrator = Objects.requireNonNull(request.getUserPrincipal(), "only administrators get here");
            var path = request.getRequestURI();
            request.setAttribute(REPORT, reports.begin(UUID.fromString(administrator.getName()), wordFor(method, request),
                    path.substring(0, Math.min(LONGEST, path.length()))));
        }
        return true;
    }

    private static String wordFor(HandlerMethod method, HttpServletRequest request) {
        var action = Objects.requireNonNull(method.getMethodAnnotation(AdministratorAction.class), () -> method + " lacks @AdministratorAction");
        var word = action.value();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            for (var variable : variables.entrySet()) {
                word = word.replace("{" + variable.getKey() + "}", String.valueOf(variable.getValue()));
            }
        }
        return word;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(REPORT) instanceof UUID report) {
            try {
                reports.end(report, outcomeOf(response.getStatus(), failure));
            } catch (DataAccessException e) {
                // the log will say that nobody knows what became of it
                LOG.warn("what became of an administrator's request can't be reported: {}", e.getMessage());
            }
        }
    }

    private static Outcome outcomeOf(int status, @Nullable Exception failure) {
        if (failure != null || status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return Outcome.UNKNOWN;
        }
        return status >= HttpStatus.BAD_REQUEST.value() ? Outcome.REFUSED : Outcome.DONE;
    }
}
