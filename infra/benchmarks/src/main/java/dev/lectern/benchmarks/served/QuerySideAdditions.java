// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the query side serves besides its own while it is measured: behind the same door, the same filters, the same authentication. */
@Configuration(proxyBeanMethods = false)
@Import({Remembered.class, MemoryController.class, StatementController.class, OriginController.class})
public class QuerySideAdditions {
}
