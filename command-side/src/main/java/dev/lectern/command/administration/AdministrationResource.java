package dev.lectern.command.administration;

import dev.lectern.command.administration.KafkaLag.AwayException;
import dev.lectern.command.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/users} and {@code /admin/queues}: the only reads of this side, for only it knows accounts and Kafka. */
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "Administration")
class AdministrationResource {

    private static final Logger LOG = LoggerFactory.getLogger(AdministrationResource.class);

    /** What waits: messages by topic and group, and background work by kind. */
    @Schema(name = "Queues")
    record Queues(List<KafkaLag.Topic> topics, List<WaitingWork.Task> work) {
    }

    private final UserFigures users;
    private final KafkaLag lag;
    private final WaitingWork work;

    AdministrationResource(UserFigures users, KafkaLag lag, WaitingWork work) {
        this.users = users;
        this.lag = lag;
        this.work = work;
    }

    @Operation(summary = "How many people there are", description = "Accounts, administrators, newcomers, and who is signed in.")
    @GetMapping("/users")
    UserFigures.Users users() {
        return users.counted();
    }

    @Operation(summary = "What waits", description = "Kafka's lag by topic and group, other people's groups too; and background work.")
    @ApiResponse(responseCode = "200", description = "What waits", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "503", description = "Kafka doesn't answer", content = @Content)
    @GetMapping("/queues")
    Queues queues() {
        try {
            return new Queues(lag.measured(), work.counted());
        } catch (AwayException e) {
            LOG.debug("the lag can't be had", e);
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "kafka-away", "Kafka doesn't answer at the moment. Ask again in a few seconds.");
        }
    }
}
