package dev.lectern.command.eventstore;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param every after how many events an aggregate's state is kept, so that no more than these are read to load it */
@Validated
@ConfigurationProperties("lectern.snapshots")
record SnapshotProperties(@DefaultValue("50") @Min(2) int every) {
}
