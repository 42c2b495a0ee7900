package dev.lectern.nlp.queue;

import static dev.lectern.contracts.CloudEventHeaders.CONTENT_TYPE;
import static dev.lectern.contracts.CloudEventHeaders.ID;
import static dev.lectern.contracts.CloudEventHeaders.SOURCE;
import static dev.lectern.contracts.CloudEventHeaders.SPEC_VERSION;
import static dev.lectern.contracts.CloudEventHeaders.SUBJECT;
import static dev.lectern.contracts.CloudEventHeaders.TIME;
import static dev.lectern.contracts.CloudEventHeaders.TYPE;

import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalysisResult;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Outcomes as Kafka records: CloudEvents 1.0 in binary mode, and dead letters with the exception in their headers. */
final class Messages {

    static final String EXCEPTION = "exception-class";
    static final String EXCEPTION_MESSAGE = "exception-message";
    private static final String EXTENT = "The analysis found more than a message may hold.";

    private final InstantSource clock;
    private final int mostBytes;

    /** @param mostBytes of one message's value */
    Messages(InstantSource clock, int mostBytes) {
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    List<ProducerRecord<byte[], byte[]>> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Analysed(var record, var result) -> {
                byte[] value = LecternJson.MAPPER.writeValueAsBytes(result);
                yield value.length <= mostBytes ? List.of(result(record, result, value)) : of(tooLong(record, result));
            }
            case Outcome.Failed(var record, var result, var cause) ->
                    List.of(result(record, result, LecternJson.MAPPER.writeValueAsBytes(result)), deadLetter(record, cause));
            case Outcome.Unreadable(var record, var cause) -> List.of(deadLetter(record, cause));
        };
    }

    private static Outcome tooLong(ConsumerRecord<byte[], byte[]> record, AnalysisResult result) {
        return new Outcome.Failed(record, new AnalysisResult.AnalysisFailed(result.text(), result.extractor(), result.section(),
                result.sections(), EXTENT), new IllegalStateException(EXTENT));
    }

    private ProducerRecord<byte[], byte[]> result(ConsumerRecord<byte[], byte[]> request, AnalysisResult result, byte[] value) {
        var message = new ProducerRecord<>(Topics.NLP_RESULTS, bytes(result.text().hex()), value);
        put(message.headers(), SPEC_VERSION, "1.0");
        // a request that is analysed twice has one answer's id
        put(message.headers(), ID, UUID.nameUUIDFromBytes(bytes(
                request.topic() + '/' + request.partition() + '/' + request.offset() + '/' + result.text())).toString());
        put(message.headers(), TYPE, result.type());
        put(message.headers(), SOURCE, "/lectern/nlp-processor");
        put(message.headers(), SUBJECT, result.text().hex());
        put(message.headers(), TIME, clock.instant().toString());
        put(message.headers(), CONTENT_TYPE, "application/json");
        return message;
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
        var headers = new ArrayList<>(List.of(record.headers().toArray()));
        var letter = new ProducerRecord<>(Topics.deadLetters(record.topic()), null, record.key(), record.value(), headers);
        put(letter.headers(), EXCEPTION, cause.getClass().getName());
        put(letter.headers(), EXCEPTION_MESSAGE, String.valueOf(cause.getMessage()));
        put(letter.headers(), "original-topic", record.topic());
        put(letter.headers(), "original-partition", String.valueOf(record.partition()));
        put(letter.headers(), "original-offset", String.valueOf(record.offset()));
        return letter;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
