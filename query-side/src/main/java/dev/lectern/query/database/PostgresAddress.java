package dev.lectern.query.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A database and the role to use it with, of either kind of URL. */
record PostgresAddress(String jdbcUrl, String user, @Nullable String password) {

    private static final String DEFAULT_USER = "lectern";

    /**
     * @param url {@code jdbc:postgresql:…}, or libpq's {@code postgresql://user:password@host:port/database?…}
     * @throws IllegalArgumentException if it is neither
     */
    static PostgresAddress of(String url, @Nullable String user, @Nullable String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresAddress(url, orElse(user, DEFAULT_USER), password);
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new IllegalArgumentException(
                    "lectern.postgres.url must start with jdbc:postgresql: or postgresql://");
        }
        var uri = URI.create(url);
        var authority = uri.getRawAuthority();
        var credentials = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        var hosts = authority.substring(authority.indexOf('@') + 1);
        int colon = credentials.indexOf(':');
        var urlUser = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
        var urlPassword = colon < 0 ? null : decoded(credentials.substring(colon + 1));
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PostgresAddress("jdbc:postgresql://" + hosts + uri.getRawPath() + query,
                orElse(user, urlUser.isEmpty() ? DEFAULT_USER : urlUser), password == null ? urlPassword : password);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
