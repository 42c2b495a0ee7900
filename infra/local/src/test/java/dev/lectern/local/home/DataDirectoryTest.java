// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.local.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir Path temporary;

    @Test
    void a_new_directory_is_its_owners_alone_and_knows_its_layout() throws IOException {
        try (var home = DataDirectory.open(temporary.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root()))).isEqualTo("rwx------");
            assertThat(home.root().resolve("version")).hasContent("1");
        }
    }

    @Test
    void a_second_start_on_one_directory_is_refused_with_who_has_it() {
        try (var home = DataDirectory.open(temporary)) {
            home.announce("http://localhost:8080");
            assertThat(DataDirectory.isRunning(temporary)).isTrue();
            assertThatThrownBy(() -> DataDirectory.open(temporary)).isInstanceOf(Refused.class)
                    .hasMessageContaining("already running").hasMessageContaining("http://localhost:8080").hasMessageNotContaining("\n");
        }
        assertThat(DataDirectory.isRunning(temporary)).isFalse();
        DataDirectory.open(temporary).close();
    }

    @Test
    void a_directory_of_a_newer_version_is_refused_and_left_alone() throws IOException {
        Files.writeString(temporary.resolve("version"), "2\n");
        assertThatThrownBy(() -> DataDirectory.open(temporary)).isInstanceOf(Refused.class)
                .hasMessageContaining("newer Lectern").hasMessageContaining("--data");
        assertThat(temporary.resolve("version")).hasContent("2");
    }

    @Test
    void a_path_that_is_no_directory_is_refused() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file)).isInstanceOf(Refused.class).hasMessageContaining("can't be written");
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("below"))).isInstanceOf(Refused.class).hasMessageContaining("can't be written");
    }

    @Test
    void passwords_are_decided_once_and_readable_by_their_owner_only() throws IOException {
        try (var home = DataDirectory.open(temporary)) {
            var first = Settings.in(home).password("redis");
            assertThat(first).hasSize(24);
            assertThat(Settings.in(home).password("redis")).isEqualTo(first);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("settings.properties"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void ports_are_remembered_until_someone_else_has_them() throws IOException {
        try (var home = DataDirectory.open(temporary)) {
            var settings = Settings.in(home);
            var port = new Ports(settings).of("kafka");
            assertThat(new Ports(Settings.in(home)).of("kafka")).isEqualTo(port);
            try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                var other = new Ports(settings).of("kafka");
                assertThat(other).isNotEqualTo(taken.getLocalPort());
                assertThat(new Ports(Settings.in(home)).of("kafka")).isEqualTo(other);
            }
        }
    }

    @Test
    void two_parts_never_share_a_port() {
        try (var home = DataDirectory.open(temporary)) {
            var settings = Settings.in(home);
            settings.decide("kafka.port", "20001");
            settings.decide("redis.port", "20001");
            var ports = new Ports(settings);
            assertThat(ports.of("kafka")).isNotEqualTo(ports.of("redis"));
        }
    }
}
