package dev.lectern.query.admin;

import dev.lectern.query.projection.ProjectionStates;
import dev.lectern.query.projection.ProjectionStatus;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/projections}. */
@RestController
@RequestMapping("/api/v1/admin/projections")
@Tag(name = "Administration")
class ProjectionsController {

    private final ProjectionStates states;

    ProjectionsController(ProjectionStates states) {
        this.states = states;
    }

    @GetMapping
    @Operation(summary = "The projections", description = "Generation, position, lag, segments and their owners, dead letters.")
    Answer<Page<ProjectionStatus>> projections() {
        return Answer.of(Page.whole(states.all()));
    }
}
