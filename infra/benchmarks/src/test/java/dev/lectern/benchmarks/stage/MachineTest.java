// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void idle_and_waiting_for_disks_is_no_work() {
        assertThat(Machine.busySeconds("cpu  100 200 300 9999 8888 50 50 300 0 0")).isEqualTo(10);
    }
}
