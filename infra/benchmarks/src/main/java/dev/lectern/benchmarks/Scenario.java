// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.util.List;

/** Something worth measuring: brings its data along, measures its sides in turn, and says what they were to reach. */
public interface Scenario {

    /** As it is called on the command line. */
    String name();

    /** What is compared with what, in a sentence. */
    String about();

    List<Measurement> run(Run run) throws Exception;
}
