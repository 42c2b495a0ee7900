package dev.lectern.nlp.queue;

import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;

/** What the loop does with each request; may throw anything. Tests have analyses that fail, hang and count. */
@FunctionalInterface
interface Analysis {

    AnalysisResult of(AnalyseChapter request);
}
