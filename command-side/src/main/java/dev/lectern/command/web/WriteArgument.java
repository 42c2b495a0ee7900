package dev.lectern.command.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives resources their {@link Write}. */
@Component
class WriteArgument implements HandlerMethodArgumentResolver {

    static final int KEY_LENGTH = 255;

    private final IdempotentAnswers answers;

    WriteArgument(IdempotentAnswers answers) {
        this.answers = answers;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Write.class;
    }

    @Override
    public Write resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest web,
                                 @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var key = request.getHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > KEY_LENGTH)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "An Idempotency-Key has 1 to 255 characters.");
        }
        var principal = Objects.requireNonNull(request.getUserPrincipal(), "only signed-in people get here");
        return new Write(UUID.fromString(principal.getName()), key, request.getMethod() + " " + request.getRequestURI(), answers);
    }
}
