// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.benchmarks.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    @Test
    void no_two_scenarios_are_called_the_same() {
        assertThat(Scenarios.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
    }

    @Test
    void the_readme_tells_of_every_scenario() throws Exception {
        var readme = Files.readString(Path.of("README.md"));
        assertThat(Scenarios.ALL).allSatisfy(scenario -> assertThat(readme).contains("| `" + scenario.name() + "`"));
    }
}
