// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import dev.lectern.local.Refused;
import java.nio.file.Path;
import java.util.List;

/** How to run PostgreSQL, which refuses to run as root, when Lectern itself runs as root (as it often does in containers). */
record Unprivileged(List<String> prefix, boolean ownsFilesAsNobody) {

    private static final String NOBODY = "65534";

    /** A user namespace changes no file's owner, but many containers forbid it; setpriv keeps just the right to reach the files. */
    private static final List<Unprivileged> AS_ROOT = List.of(
            new Unprivileged(List.of("unshare", "--user"), false),
            new Unprivileged(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                    "--inh-caps=+dac_override", "--ambient-caps=+dac_override"), true));

    static Unprivileged find() {
        if (!Command.of(List.of(), "id", "-u").run().output().equals("0")) {
            return new Unprivileged(List.of(), false);
        }
        return AS_ROOT.stream().filter(Unprivileged::works).findFirst().orElseThrow(() -> new Refused(
                "PostgreSQL doesn't run as root, and neither unshare nor setpriv works here. "
                        + "Run Lectern as another user, or point LECTERN_POSTGRES_URL at a PostgreSQL server."));
    }

    private boolean works() {
        var user = Command.of(prefix, "id", "-u").run();
        return user.succeeded() && !user.output().equals("0");
    }

    /** Makes this directory the unprivileged user's own. */
    void own(Path directory) {
        if (!prefix.isEmpty()) {
            Command.of(List.of(), "chown", "-R", ownsFilesAsNobody ? NOBODY + ":" + NOBODY : "0:0", directory).runOrThrow();
        }
    }
}
