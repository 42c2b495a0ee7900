package dev.lectern.nlp.queue;

import dev.lectern.contracts.nlp.AnalysisResult;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of a record that was read. */
sealed interface Outcome {

    ConsumerRecord<byte[], byte[]> record();

    record Analysed(ConsumerRecord<byte[], byte[]> record, AnalysisResult result) implements Outcome {
    }

    /** Its reason is published, and the request is kept in the dead-letter topic. */
    record Failed(ConsumerRecord<byte[], byte[]> record, AnalysisResult.AnalysisFailed result, Throwable cause) implements Outcome {
    }

    /** No request at all: nobody waits for an answer. */
    record Unreadable(ConsumerRecord<byte[], byte[]> record, Throwable cause) implements Outcome {
    }
}
