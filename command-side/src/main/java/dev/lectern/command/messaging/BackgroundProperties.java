package dev.lectern.command.messaging;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param workers how many pieces of background work, imports excepted, run at once in this instance */
@Validated
@ConfigurationProperties("lectern.background")
record BackgroundProperties(@DefaultValue("3") @Min(1) int workers) {
}
