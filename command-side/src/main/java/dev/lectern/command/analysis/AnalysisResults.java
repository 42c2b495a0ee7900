package dev.lectern.command.analysis;

import dev.lectern.command.analysis.TextAnalysisCommand.RecordDescriptions;
import dev.lectern.command.analysis.TextAnalysisCommand.RecordFailure;
import dev.lectern.command.book.BookCommand.AnalysedText;
import dev.lectern.command.messaging.CloudEvents;
import dev.lectern.command.messaging.Commands;
import dev.lectern.command.messaging.KafkaLoop;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.command.messaging.WhichLog;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalysisResult;
import dev.lectern.contracts.nlp.AnalysisResult.AnalysisFailed;
import dev.lectern.contracts.nlp.AnalysisResult.DescriptionsExtracted;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Records what the NLP processor answers and tells the books that wait for it. Offsets are committed after the effect, so
 * a message may come twice; the second time it changes nothing. Each log has a group of its own, because others may have asked
 * too; what this one hasn't asked for is no answer to it.
 */
@Component
class AnalysisResults extends KafkaLoop {

    private static final Logger log = LoggerFactory.getLogger(AnalysisResults.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MESSAGES_AT_ONCE = 50;
    private static final int BOOKS_AT_ONCE = 100;

    private final KafkaProperties kafka;
    private final Commands commands;
    private final WhichLog whichLog;
    private final TextAnalyses analyses;
    private final BookAnalyst analyst;
    private final Clock clock;

    AnalysisResults(KafkaProperties kafka, KafkaTopics topics, WhichLog whichLog, Commands commands, TextAnalyses analyses,
                    BookAnalyst analyst, Clock clock) {
        super("analysis-results", topics);
        this.kafka = kafka;
        this.whichLog = whichLog;
        this.commands = commands;
        this.analyses = analyses;
        this.analyst = analyst;
        this.clock = clock;
    }

    @Override
    protected void session() throws InterruptedException {
        try (var consumer = consumer(); var deadLetters = deadLetters()) {
            consumer.subscribe(List.of(Topics.NLP_RESULTS), new EarlierOffsets(kafka.bootstrap(), consumer));
            while (isRunning()) {
                var messages = consumer.poll(POLL);
                for (var message : messages) {
                    take(message, deadLetters);
                }
                if (!messages.isEmpty()) {
                    consumer.commitSync();
                }
                healthy();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> message, Producer<String, byte[]> deadLetters) throws InterruptedException {
        AnalysisResult result;
        try {
            result = read(message);
        } catch (JacksonException | IllegalArgumentException e) {
            log.warn("a message on {} is not understood and goes to {}: {}", message.topic(), Topics.deadLetters(message.topic()), e.getMessage());
            bury(message, e, deadLetters);
            return;
        }
        if (!analyses.isAskedFor(result.text(), result.extractor())) {
            return;
        }
        switch (result) {
            case DescriptionsExtracted found -> {
                OptionalInt total = commands.send(new RecordDescriptions(TextAnalysisCommand.idOf(found.text(), found.extractor()),
                        found.text(), found.extractor(), found.section(), found.sections(), found.descriptions(), found.note(), clock.instant()));
                if (total.isPresent()) {
                    finish(new AnalysedText(found.text(), total.getAsInt(), null, found.note()), found.extractor());
                }
            }
            case AnalysisFailed failed -> {
                commands.send(new RecordFailure(TextAnalysisCommand.idOf(failed.text(), failed.extractor()),
                        failed.text(), failed.extractor(), failed.reason(), clock.instant()));
                finish(new AnalysedText(failed.text(), 0, failed.reason(), null), failed.extractor());
            }
        }
    }

    private void finish(AnalysedText result, String extractor) {
        analyses.finished(result, extractor);
        List<UUID> waiting;
        do {
            waiting = analyses.waitingFor(result.text(), extractor, BOOKS_AT_ONCE);
            waiting.forEach(book -> analyst.tell(book, extractor, List.of(result)));
        } while (waiting.size() == BOOKS_AT_ONCE);
    }

    private static AnalysisResult read(ConsumerRecord<String, byte[]> message) {
        var header = message.headers().lastHeader(CloudEventHeaders.TYPE);
        var type = header == null ? "absent" : new String(header.value(), StandardCharsets.UTF_8);
        if (message.value() == null) {
            throw new IllegalArgumentException("the message is empty");
        }
        return switch (type) {
            case DescriptionsExtracted.TYPE -> LecternJson.MAPPER.readValue(message.value(), DescriptionsExtracted.class);
            case AnalysisFailed.TYPE -> LecternJson.MAPPER.readValue(message.value(), AnalysisFailed.class);
            default -> throw new IllegalArgumentException("the type is " + type);
        };
    }

    private static void bury(ConsumerRecord<String, byte[]> message, Exception cause, Producer<String, byte[]> deadLetters)
            throws InterruptedException {
        var letter = new ProducerRecord<>(Topics.deadLetters(message.topic()), message.key(), message.value());
        message.headers().forEach(letter.headers()::add);
        CloudEvents.add(letter.headers(), "exception", cause.toString());
        CloudEvents.add(letter.headers(), "original-offset", message.topic() + "-" + message.partition() + "@" + message.offset());
        try {
            deadLetters.send(letter).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a dead letter", e.getCause());
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = kafka.consumer("lectern-command-" + whichLog.identity().id());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MESSAGES_AT_ONCE);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<String, byte[]> deadLetters() {
        return new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaTopics.LARGEST_MESSAGE_BYTES),
                new StringSerializer(), new ByteArraySerializer());
    }
}
