package dev.lectern.query.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the {@link Reader} of the access token, the only place a reader's id is taken from. */
final class ReaderResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Reader.class;
    }

    @Override
    public Reader resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer view,
                                  NativeWebRequest request, @Nullable WebDataBinderFactory binder) {
        if (request.getUserPrincipal() instanceof JwtAuthenticationToken token) {
            return new Reader(UUID.fromString(token.getName()));
        }
        throw new IllegalStateException("a reader's endpoint is open to everybody");
    }
}
