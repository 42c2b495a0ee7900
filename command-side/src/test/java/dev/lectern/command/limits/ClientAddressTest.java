package dev.lectern.command.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Whose request it is, whatever it says of itself. */
class ClientAddressTest {

    @Test
    void without_known_proxies_only_the_connection_counts() {
        assertThat(client("198.51.100.7", List.of(), "203.0.113.1")).isEqualTo("198.51.100.7");
    }

    @Test
    void what_a_known_proxy_says_counts() {
        assertThat(client("10.0.0.5", List.of("10.0.0.0/8"), "203.0.113.1")).isEqualTo("203.0.113.1");
    }

    @Test
    void what_a_client_wrote_before_the_proxy_did_does_not() {
        assertThat(client("10.0.0.5", List.of("10.0.0.0/8"), "8.8.8.8, 203.0.113.1")).isEqualTo("203.0.113.1");
        assertThat(client("10.0.0.5", List.of("10.0.0.0/8"), "8.8.8.8", "203.0.113.1, 10.1.1.1")).isEqualTo("203.0.113.1");
    }

    @Test
    void what_is_no_address_is_passed_over() {
        assertThat(client("10.0.0.5", List.of("10.0.0.0/8"), "example.org")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.5", List.of("10.0.0.0/8"), "203.0.113.1, , ")).isEqualTo("10.0.0.5");
    }

    @Test
    void who_has_a_network_of_ipv6_is_one_client() {
        assertThat(client("2001:db8:1:2:3:4:5:6", List.of())).isEqualTo("2001:db8:1:2::/64").isEqualTo(client("2001:db8:1:2::99", List.of()));
    }

    @Test
    void a_rate_is_written_as_people_say_it() {
        assertThat(Rate.valueOf("20/1m")).isEqualTo(new Rate(20, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> Rate.valueOf("many")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rate.valueOf("0/1m")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String client(String connection, List<String> proxies, String... forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(connection);
        for (var header : forwarded) {
            request.addHeader("X-Forwarded-For", header);
        }
        var any = new Rate(1, Duration.ofSeconds(1));
        return new ClientAddress(new LimitProperties(true, any, any, any, any, any, any, any, proxies)).of(request);
    }
}
