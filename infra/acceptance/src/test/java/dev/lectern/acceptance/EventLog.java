package dev.lectern.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an analytics consumer finds in the topic of all events. */
record EventLog(List<Event> events) {

    record Event(String id, String type, String key, JsonNode data) {

        boolean is(String name) {
            return type.equals("lectern." + name + ".v1");
        }

        boolean isOf(String bookId) {
            return data.path("bookId").stringValue("").equals(bookId);
        }
    }

    /** Everything committed up to now, from the beginning. */
    static EventLog readAll(String bootstrap) {
        var events = new ArrayList<Event>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor("lectern.events").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(event(record)));
            }
        }
        return new EventLog(events);
    }

    List<Event> of(String bookId, String name) {
        return events.stream().filter(event -> event.isOf(bookId) && event.is(name)).toList();
    }

    List<String> ids() {
        return events.stream().map(Event::id).toList();
    }

    /** The numbers of the chapters that were analysed, in the order of their events. */
    List<Integer> analysedChapters(String bookId) {
        return of(bookId, "book.chapter-analysed").stream().map(event -> event.data().path("chapter").asInt()).toList();
    }

    static List<Integer> chapters(int count) {
        return IntStream.rangeClosed(1, count).boxed().collect(Collectors.toList());
    }

    private static Event event(ConsumerRecord<String, String> record) {
        return new Event(header(record, "ce_id"), header(record, "ce_type"), record.key(), JsonMapper.shared().readTree(record.value()));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
