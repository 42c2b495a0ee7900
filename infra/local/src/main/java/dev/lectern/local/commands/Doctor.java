// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.commands.Checkup.Finding;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lectern doctor}: looks at everything Lectern stands on. */
@Command(name = "doctor", description = "Check everything Lectern needs, and say what is wrong and what to do.")
final class Doctor implements Callable<Integer> {

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        var healthy = true;
        for (var finding : new Checkup(server.data(), server.url(), System.getenv()).findings()) {
            System.out.println(line(finding));
            healthy &= !(finding instanceof Finding.Wrong);
        }
        System.out.println(healthy ? "Everything is as it should be." : "Something is wrong; see the lines with ✗.");
        return healthy ? 0 : 1;
    }

    private static String line(Finding finding) {
        return switch (finding) {
            case Finding.Right right -> "✓ " + Text.fit(right.what(), 16) + right.how();
            case Finding.Weak weak -> "! " + Text.fit(weak.what(), 16) + weak.how();
            case Finding.Wrong wrong -> "✗ " + Text.fit(wrong.what(), 16) + wrong.how() + " → " + wrong.remedy();
        };
    }
}
