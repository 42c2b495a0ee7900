package dev.lectern.nlp.queue;

import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.nlp.extract.Descriptions;
import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import java.util.concurrent.CancellationException;

/** Answers a request by asking the extractor. */
final class ChapterAnalysis implements Analysis {

    private final Extractor extractor;
    private final Mode mode;
    private final AnalysisMetrics metrics;

    ChapterAnalysis(Extractor extractor, Mode mode, AnalysisMetrics metrics) {
        this.extractor = extractor;
        this.mode = mode;
        this.metrics = metrics;
    }

    @Override
    public AnalysisResult of(AnalyseChapter request) {
        if (!request.extractor().equals(Extractors.CURRENT)) {
            throw new UnknownExtractorException(request.extractor());
        }
        var extraction = extractor.extract(request.content(), request.language(), modeOf(request), ChapterAnalysis::stopIfCancelled);
        metrics.read(extraction.tokens());
        return new AnalysisResult.DescriptionsExtracted(request.text(), request.extractor(), request.section(), request.sections(),
                extraction.passages().stream().map(passage ->
                        Descriptions.of(passage, request.text(), request.extractor(), request.content(), request.offset())).toList(),
                extraction.note().orElse(null));
    }

    /** A section of a long chapter is read as the whole would be, also where it is short itself: its passages join without a seam. */
    private Mode modeOf(AnalyseChapter request) {
        return mode == Mode.ADAPTIVE && request.sections() > 1 ? Mode.SEQUENTIAL : mode;
    }

    private static void stopIfCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("took too long");
        }
    }
}
