// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the command side has besides its own while it is measured. */
@Configuration(proxyBeanMethods = false)
@Import({AppendController.class, BackgroundController.class})
public class CommandSideAdditions {
}
