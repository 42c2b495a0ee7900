package dev.lectern.nlp.queue;

import static dev.lectern.nlp.queue.KafkaUnderTest.chapter;
import static dev.lectern.nlp.queue.KafkaUnderTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;
import dev.lectern.contracts.nlp.AnalysisResult.AnalysisFailed;
import dev.lectern.contracts.nlp.AnalysisResult.DescriptionsExtracted;
import dev.lectern.contracts.nlp.Extractors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop between Kafka and an analysis, with a real broker. */
class AnalysisLoopTest {

    private KafkaUnderTest kafka;
    private AnalysisLoop loop;

    @BeforeEach
    void start() {
        kafka = new KafkaUnderTest();
    }

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop();
        }
        kafka.close();
    }

    private void run(Analysis analysis) {
        loop = kafka.loop(analysis);
        loop.start();
    }

    @Test
    void every_request_is_answered_once() {
        run(KafkaUnderTest::nothing);
        IntStream.range(0, 40).forEach(i -> kafka.ask(Topics.NLP_REQUESTS, chapter("chapter " + i)));

        assertThat(kafka.results(40)).extracting(AnalysisResult::text).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void an_answer_is_a_cloud_event() {
        run(KafkaUnderTest::nothing);
        kafka.ask(Topics.NLP_REQUESTS, chapter("text"));

        var answer = kafka.await(Topics.NLP_RESULTS, records -> !records.isEmpty()).getFirst();

        assertThat(header(answer, "ce_type")).isEqualTo(DescriptionsExtracted.TYPE);
        assertThat(header(answer, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(answer, "ce_subject")).isEqualTo(chapter("text").text().hex());
        assertThat(header(answer, "ce_source")).isNotBlank();
        assertThat(header(answer, "ce_time")).isNotBlank();
        assertThat(header(answer, "ce_id")).isNotBlank();
    }

    @Test
    void garbage_goes_to_the_dead_letters_and_the_next_request_is_answered() {
        run(KafkaUnderTest::nothing);
        kafka.put(Topics.NLP_REQUESTS, "?", "no json");
        kafka.put(Topics.NLP_REQUESTS, "?", "{\"section\":1}");
        kafka.ask(Topics.NLP_REQUESTS, chapter("after"));

        assertThat(kafka.results(1)).extracting(AnalysisResult::text).containsExactly(chapter("after").text());
        var letters = kafka.await(Topics.deadLetters(Topics.NLP_REQUESTS), records -> records.size() >= 2);
        assertThat(letters).hasSize(2);
        assertThat(new String(letters.getFirst().value())).isEqualTo("no json");
        assertThat(header(letters.getFirst(), Messages.EXCEPTION)).contains("Exception");
    }

    @Test
    void a_chapter_that_throws_fails_with_its_reason_and_the_next_goes_on() {
        run(request -> {
            if (request.content().equals("bad")) {
                throw new IllegalStateException("the tagger tripped");
            }
            return KafkaUnderTest.nothing(request);
        });
        kafka.ask(Topics.NLP_REQUESTS, chapter("bad"));
        kafka.ask(Topics.NLP_REQUESTS, chapter("good"));

        var results = kafka.results(2);

        assertThat(results).filteredOn(AnalysisFailed.class::isInstance).singleElement()
                .isEqualTo(new AnalysisFailed(chapter("bad").text(), Extractors.CURRENT, 1, 1, "the tagger tripped"));
        var letter = kafka.await(Topics.deadLetters(Topics.NLP_REQUESTS), records -> !records.isEmpty()).getFirst();
        assertThat(header(letter, Messages.EXCEPTION)).isEqualTo(IllegalStateException.class.getName());
        assertThat(header(letter, Messages.EXCEPTION_MESSAGE)).isEqualTo("the tagger tripped");
    }

    @Test
    void chapters_that_hang_are_given_up_and_take_no_thread_with_them() {
        var never = new CountDownLatch(1);
        run(request -> {
            while (request.content().startsWith("endless") && never.getCount() > 0) {
                Thread.onSpinWait();
            }
            return KafkaUnderTest.nothing(request);
        });
        kafka.ask(Topics.NLP_REQUESTS, chapter("endless 1"));
        kafka.ask(Topics.NLP_REQUESTS, chapter("endless 2"));
        kafka.ask(Topics.NLP_REQUESTS, chapter("endless 3"));
        kafka.ask(Topics.NLP_REQUESTS, chapter("short"));

        var results = kafka.results(4);
        never.countDown();

        assertThat(results).filteredOn(AnalysisFailed.class::isInstance).hasSize(3)
                .allSatisfy(failed -> assertThat(((AnalysisFailed) failed).reason()).isEqualTo("The chapter was not analysed within 2 s."));
        assertThat(results).filteredOn(DescriptionsExtracted.class::isInstance).hasSize(1);
    }

    @Test
    void chapters_are_analysed_side_by_side_but_no_more_than_there_are_workers() {
        var two = new CountDownLatch(2);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        run(request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.countDown();
            try {
                // the first waits for a second beside it: one after the other they would be given up
                two.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody came", e);
            }
            now.decrementAndGet();
            return KafkaUnderTest.nothing(request);
        });
        IntStream.range(0, 12).forEach(i -> kafka.ask(Topics.NLP_REQUESTS, chapter("chapter " + i)));

        assertThat(kafka.results(12)).hasOnlyElementsOfType(DescriptionsExtracted.class);
        assertThat(most).hasValue(2);
    }

    @Test
    void a_dead_letter_is_the_request_as_it_came() {
        run(request -> {
            throw new StackOverflowError();
        });
        kafka.ask(Topics.NLP_REQUESTS_URGENT, chapter("deep"));

        var letter = kafka.await(Topics.deadLetters(Topics.NLP_REQUESTS_URGENT), records -> !records.isEmpty()).getFirst();

        assertThat(LecternJson.MAPPER.readValue(letter.value(), AnalyseChapter.class)).isEqualTo(chapter("deep"));
        assertThat(header(letter, Messages.EXCEPTION)).isEqualTo(StackOverflowError.class.getName());
        assertThat(header(letter, "original-topic")).isEqualTo(Topics.NLP_REQUESTS_URGENT);
    }

    @Test
    void what_was_prepared_but_not_committed_is_analysed_again_and_seen_once() throws InterruptedException {
        IntStream.range(0, 4).forEach(i -> kafka.ask(Topics.NLP_REQUESTS, chapter("chapter " + i)));
        var dying = Connection.open(kafka.properties(), 4);
        var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (read.isEmpty()) {
            dying.normal().poll(Duration.ofMillis(100)).forEach(read::add);
        }
        var messages = new Messages(InstantSource.system(), Connection.MOST_BYTES);
        dying.prepare(dying.normal(), read, read.stream().flatMap(record ->
                messages.of(new Outcome.Analysed(record, KafkaUnderTest.nothing(chapter("dying")))).stream()).toList());
        dying.close();

        run(KafkaUnderTest::nothing);

        assertThat(kafka.results(4)).extracting(AnalysisResult::text)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 4).mapToObj(i -> chapter("chapter " + i).text()).toList());
    }

    @Test
    void urgent_requests_go_before_those_that_waited_longer_and_starve_none() {
        IntStream.range(0, 40).forEach(i -> kafka.ask(Topics.NLP_REQUESTS, chapter("normal " + i)));
        IntStream.range(0, 40).forEach(i -> kafka.ask(Topics.NLP_REQUESTS_URGENT, chapter("urgent " + i)));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        run(request -> {
            order.add(request.content());
            return KafkaUnderTest.nothing(request);
        });

        kafka.results(80);

        // before the first urgent batch the groups may form in either order
        var ranks = IntStream.range(0, order.size()).boxed().toList();
        double urgent = ranks.stream().filter(i -> order.get(i).startsWith("urgent")).mapToInt(i -> i).average().orElseThrow();
        double normal = ranks.stream().filter(i -> order.get(i).startsWith("normal")).mapToInt(i -> i).average().orElseThrow();
        assertThat(urgent).isLessThan(normal);
        assertThat(order.subList(0, order.lastIndexOf("urgent 39"))).anyMatch(content -> content.startsWith("normal"));
    }
}
