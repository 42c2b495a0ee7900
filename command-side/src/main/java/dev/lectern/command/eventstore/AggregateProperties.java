package dev.lectern.command.eventstore;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param kept how many of the aggregates that were used last are kept in memory; 0 for none */
@Validated
@ConfigurationProperties("lectern.aggregates")
record AggregateProperties(@DefaultValue("20000") @Min(0) long kept) {
}
