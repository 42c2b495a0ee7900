// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Scenario;
import java.util.List;

/** All there are, in the order in which they are run. */
public final class Scenarios {

    public static final List<Scenario> ALL = List.of(new Append(), new LogGrowth(), new Replay(), new ReadsDuringReplay(), new Freshness(),
            new Library(Cache.WARM), new Library(Cache.OFF), new Pages(Cache.WARM), new Pages(Cache.OFF), new LargeLibrary(), new ManyReaders(),
            new ProgressWrites(ProgressWrites.Followers.ALL), new ProgressWrites(ProgressWrites.Followers.NONE), new WriteToVisible(),
            new Upload(), new HostileUploads(), new FirstPage(), new ThousandReaders(), new Imports(), new Start());

    private Scenarios() {
    }
}
