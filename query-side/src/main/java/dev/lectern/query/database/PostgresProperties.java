package dev.lectern.query.database;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where PostgreSQL is.
 *
 * @param url           {@code jdbc:postgresql://host:port/database} or {@code postgresql://user:password@host:port/database}
 * @param user          the service's role: reads the event log, owns the read models
 * @param ownerUser     who runs the migrations; the same role unless given
 * @param pool          connections for requests
 * @param slowStatement how long a request's statement may take before it is logged with its plan
 */
@Validated
@ConfigurationProperties("lectern.postgres")
record PostgresProperties(@DefaultValue("jdbc:postgresql://localhost:5432/lectern") @NotBlank String url,
                          @Nullable String user, @Nullable String password,
                          @Nullable String ownerUser, @Nullable String ownerPassword,
                          @DefaultValue("16") @Min(2) int pool,
                          @DefaultValue("100ms") @NotNull Duration slowStatement) {
}
