package dev.lectern.command.limits;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one reader may have. Deleted books and those that could not be read don't count.
 *
 * @param bytes of all files together
 */
@Validated
@ConfigurationProperties("lectern.quotas")
record QuotaProperties(@DefaultValue("5000") @Min(1) int books, @DefaultValue("50GB") DataSize bytes) {
}
