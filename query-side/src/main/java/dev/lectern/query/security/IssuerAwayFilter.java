package dev.lectern.query.security;

import dev.lectern.query.web.Problem;
import dev.lectern.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** While the issuer's keys can't be had nobody can be recognised: that is 503, not 401 or 500. */
final class IssuerAwayFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    IssuerAwayFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException e) {
            response.setHeader("Retry-After", "1");
            problems.write(response, Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable",
                    "Part of the service is away", "Sign-in can't be checked at the moment. Ask again in a second."));
        }
    }
}
