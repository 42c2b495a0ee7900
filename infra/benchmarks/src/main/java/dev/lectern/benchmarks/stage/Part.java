// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

/** What a stage can do without. PostgreSQL and the command side are always there. */
public enum Part {
    QUERY_SIDE, NLP_PROCESSOR, KAFKA, REDIS;

    static final String OPTION = "--with=";
}
