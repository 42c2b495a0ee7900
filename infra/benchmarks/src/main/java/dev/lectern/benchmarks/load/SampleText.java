// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import dev.lectern.benchmarks.Latencies;
import dev.lectern.benchmarks.Sample;

/** A sample on its way between processes: operations, seconds, errors, and the latencies, one a line. */
public final class SampleText {

    private SampleText() {
    }

    public static String write(Sample sample) {
        var text = new StringBuilder().append(sample.operations()).append('\n').append(sample.seconds()).append('\n')
                .append(sample.errors()).append('\n');
        sample.latencies().each(nanos -> text.append(nanos).append('\n'));
        return text.toString();
    }

    public static Sample read(String text) {
        var lines = text.lines().toList();
        var latencies = new Latencies();
        lines.stream().skip(3).mapToLong(Long::parseLong).forEach(latencies::add);
        return Sample.of(Long.parseLong(lines.get(0)), Double.parseDouble(lines.get(1)), Long.parseLong(lines.get(2)), latencies);
    }
}
