// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.services;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Keeps auto-configurations out of a service that are on the shared class path only because another service uses them. */
final class OwnAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    /** The property with the prefixes, comma-separated. */
    static final String FOREIGN = "lectern.local.foreign-auto-configurations";

    private List<String> foreign = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        foreign = Arrays.stream(environment.getProperty(FOREIGN, "").split(",")).filter(prefix -> !prefix.isBlank()).toList();
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var mine = new boolean[classes.length];
        for (var i = 0; i < classes.length; i++) {
            var name = classes[i];
            mine[i] = name != null && foreign.stream().noneMatch(name::startsWith);
        }
        return mine;
    }
}
