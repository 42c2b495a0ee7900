package dev.lectern.command.limits;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often people may do what costs something. A reader who turns pages quickly stays far below.
 *
 * @param enabled        false for load tests
 * @param login          failed sign-ins from one address
 * @param account        failed sign-ins with one email address, from anywhere
 * @param register       from one address
 * @param upload         by one reader
 * @param analysis       by one reader
 * @param reader         requests of any kind by one reader
 * @param address        requests of any kind from one address
 * @param trustedProxies addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is believed
 */
@Validated
@ConfigurationProperties("lectern.limits")
record LimitProperties(@DefaultValue("true") boolean enabled,
                       @DefaultValue("30/1m") Rate login,
                       @DefaultValue("10/1m") Rate account,
                       @DefaultValue("300/1h") Rate register,
                       @DefaultValue("1000/1h") Rate upload,
                       @DefaultValue("500/1d") Rate analysis,
                       @DefaultValue("30000/1m") Rate reader,
                       @DefaultValue("120000/1m") Rate address,
                       @DefaultValue({}) List<String> trustedProxies) {

    Rate of(Limit limit) {
        return switch (limit) {
            case LOGIN -> login;
            case ACCOUNT -> account;
            case REGISTER -> register;
            case UPLOAD -> upload;
            case ANALYSIS -> analysis;
            case READER -> reader;
            case ADDRESS -> address;
        };
    }

    /**
     * Where limits are counted for all instances together.
     *
     * @param url     {@code redis://[user:password@]host:port[/database]}, or {@code off}: each instance counts for itself
     * @param timeout how long a request waits for Redis before it is counted here
     */
    @Validated
    @ConfigurationProperties("lectern.redis")
    record Redis(@DefaultValue("off") String url, @DefaultValue("100ms") Duration timeout) {

        boolean isOff() {
            return url.equals("off");
        }
    }
}
