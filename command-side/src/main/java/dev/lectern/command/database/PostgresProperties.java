package dev.lectern.command.database;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the event store is.
 *
 * @param url           {@code jdbc:postgresql://host/database}, or {@code postgresql://} for short
 * @param user          may append and read events, and use the tables of the schema {@code command}
 * @param ownerUser     owns the schemas and migrates them; {@code user} if absent
 * @param queryUser     the query side's role, which is allowed to read events
 * @param pool          connections at the most
 * @param slowStatement how long a request's statement may take before it is logged with its plan
 */
@Validated
@ConfigurationProperties("lectern.postgres")
public record PostgresProperties(@DefaultValue("jdbc:postgresql://localhost:5432/lectern") @NotBlank String url,
                                 @DefaultValue("lectern") String user,
                                 @DefaultValue("") String password,
                                 @Nullable String ownerUser,
                                 @Nullable String ownerPassword,
                                 @DefaultValue("lectern_query") String queryUser,
                                 @DefaultValue("20") @Min(4) int pool,
                                 @DefaultValue("100ms") @NotNull Duration slowStatement) {

    /** The URL as the driver wants it. */
    String jdbcUrl() {
        return url.startsWith("jdbc:") ? url : "jdbc:" + url.replaceFirst("^postgres:", "postgresql:");
    }
}
