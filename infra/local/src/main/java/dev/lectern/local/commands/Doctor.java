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
        var findings = new Checkup(server.data(), server.url(), System.getenv()).findings();
        findings.forEach(finding -> System.out.println(line(finding)));
        if (findings.stream().anyMatch(Finding.Wrong.class::isInstance)) {
            System.out.println("Something is wrong; see the lines with ✗.");
            return 1;
        }
        System.out.println(findings.stream().anyMatch(Finding.Weak.class::isInstance)
                ? "Lectern works, but not as well as it could; see the lines with !." : "Everything is as it should be.");
        return 0;
    }

    private static String line(Finding finding) {
        return switch (finding) {
            case Finding.Right right -> "✓ " + Text.fit(right.what(), 16) + right.how();
            case Finding.Weak weak -> "! " + Text.fit(weak.what(), 16) + weak.how();
            case Finding.Wrong wrong -> "✗ " + Text.fit(wrong.what(), 16) + wrong.how() + " → " + wrong.remedy();
        };
    }
}
