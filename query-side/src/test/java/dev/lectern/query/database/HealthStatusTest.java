package dev.lectern.query.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Status;

class HealthStatusTest {

    @Test
    void who_is_not_ready_says_so_in_the_status_code_and_who_is_degraded_goes_on_serving() {
        var mapper = QuerySide.shared().bean("healthHttpCodeStatusMapper", HttpCodeStatusMapper.class);

        assertThat(mapper.getStatusCode(Status.DOWN)).isEqualTo(503);
        assertThat(mapper.getStatusCode(Status.OUT_OF_SERVICE)).isEqualTo(503);
        assertThat(mapper.getStatusCode(new Status("DEGRADED"))).isEqualTo(200);
    }
}
