package dev.lectern.query.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read the metrics.
 *
 * @param open everybody who reaches the port, instead of administrators only
 */
@ConfigurationProperties("lectern.metrics")
record MetricsProperties(@DefaultValue("false") boolean open) {
}
