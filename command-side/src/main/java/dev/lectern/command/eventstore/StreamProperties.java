package dev.lectern.command.eventstore;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** @param memory how much of the streams that were loaded last is kept in memory, about; 0 for nothing */
@Validated
@ConfigurationProperties("lectern.streams")
record StreamProperties(@DefaultValue("16MB") @NotNull DataSize memory) {
}
