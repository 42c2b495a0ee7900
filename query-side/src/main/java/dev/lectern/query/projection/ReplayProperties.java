package dev.lectern.query.projection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replays end.
 *
 * @param keepPrevious how long the rows that served before are kept ready after a replay's switch
 */
@ConfigurationProperties("lectern.replays")
record ReplayProperties(@DefaultValue("24h") Duration keepPrevious) {
}
