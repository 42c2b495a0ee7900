package dev.lectern.nlp.queue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.nlp.NlpProcessorApplication;
import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Segmenter;
import dev.lectern.nlp.voice.Tagger;
import dev.lectern.nlp.voice.Voices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * {@code QueueBenchmark CHAPTERS.jsonl [-Xmx…]}: how long a book takes from its requests on Kafka to the last committed result, with a
 * cold and with a warm process of its own, beside the bare tokeniser and tagger; then how much memory it has while books wait.
 */
final class QueueBenchmark {

    private static final int BOOKS = 10;
    /** So many of them are analysed before memory is looked at; the others wait. */
    private static final int BOOKS_BEFORE_MEMORY = 2;
    private static final int ROUNDS = 3;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1) {
            System.err.println("usage: QueueBenchmark CHAPTERS.jsonl [JAVA-OPTION…]");
            System.exit(2);
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var chapters = Files.readAllLines(Path.of(arguments[0])).stream().filter(line -> !line.isBlank())
                .map(line -> LecternJson.MAPPER.readTree(line).get("text").asString()).toList();
        var options = List.of(arguments).subList(1, arguments.length);
        long tokens = tokens(chapters);
        double limit = tokens / bare(chapters);
        System.out.printf("%,d chapters, %,d tokens; %d cores%n", chapters.size(), tokens, Runtime.getRuntime().availableProcessors());
        System.out.printf("%-44s %,8.0f tokens/s on all cores%n", "tokeniser and tagger alone", limit);
        try (var kafka = new KafkaUnderTest()) {
            measure(kafka, chapters, options, tokens, limit);
        }
    }

    private static void measure(KafkaUnderTest kafka, List<String> chapters, List<String> options, long tokens, double limit) throws Exception {
        int answered = 0;
        ask(kafka, chapters);
        long start = System.nanoTime();
        var process = start(kafka, options);
        try {
            answered += chapters.size();
            kafka.results(answered);
            say("a book, from the start of a cold process", start, tokens, limit);
            for (int round = 0; round < ROUNDS; round++) {
                start = System.nanoTime();
                ask(kafka, chapters);
                answered += chapters.size();
                kafka.results(answered);
                say("a book, from request to result, warm", start, tokens, limit);
            }
            for (int book = 0; book < BOOKS; book++) {
                ask(kafka, chapters);
            }
            kafka.results(answered + BOOKS_BEFORE_MEMORY * chapters.size());
            System.out.printf("%-44s %s%n", "memory with " + (BOOKS - BOOKS_BEFORE_MEMORY) + " books in the queue", memory(process.pid()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void ask(KafkaUnderTest kafka, List<String> chapters) {
        chapters.forEach(text -> kafka.ask(Topics.NLP_REQUESTS,
                new AnalyseChapter(ContentHash.of(text), Extractors.CURRENT, "en", 1, 1, 0, text)));
    }

    private static Process start(KafkaUnderTest kafka, List<String> options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NlpProcessorApplication.class.getName(), "--server.port=0",
                "--lectern.nlp.bootstrap=" + kafka.properties().bootstrap(), "--lectern.nlp.partitions=1", "--lectern.nlp.replication=1"));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void say(String what, long start, long tokens, double limit) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-44s %8.1f s  %,8.0f tokens/s  %.2f of that%n", what, seconds, tokens / seconds, tokens / seconds / limit);
    }

    /** Linux: what proc(5) says of the process, in MB. */
    private static String memory(long pid) throws IOException {
        var status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        var rollup = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
        return "resident %d MB (at most %d MB), of it its own and its share %d MB".formatted(
                megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"), megabytes(rollup, "Pss:"));
    }

    private static long megabytes(List<String> lines, String name) {
        return lines.stream().filter(line -> line.startsWith(name)).map(line -> line.replaceAll("\\D", "")).mapToLong(Long::parseLong)
                .findFirst().orElseThrow() / 1024;
    }

    private static long tokens(List<String> chapters) {
        var segmenter = new Segmenter();
        return chapters.stream().flatMap(text -> segmenter.paragraphs(text).stream()).mapToInt(Paragraph::tokens).sum();
    }

    /** Seconds for all chapters on as many threads as there are cores; the second time, when the code is warm. */
    private static double bare(List<String> chapters) {
        var tagger = Voices.load().tagger(Voices.CORE_NLP);
        tag(chapters, tagger);
        long start = System.nanoTime();
        tag(chapters, tagger);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void tag(List<String> chapters, Tagger tagger) {
        var segmenter = new Segmenter();
        int cores = Runtime.getRuntime().availableProcessors();
        var parts = new ArrayList<CompletableFuture<Void>>();
        for (int core = 0; core < cores; core++) {
            int first = core;
            var done = new CompletableFuture<Void>();
            Thread.ofPlatform().start(() -> {
                for (int i = first; i < chapters.size(); i += cores) {
                    segmenter.paragraphs(chapters.get(i)).forEach(paragraph -> paragraph.sentences().forEach(tagger::tags));
                }
                done.complete(null);
            });
            parts.add(done);
        }
        parts.forEach(CompletableFuture::join);
    }

    private QueueBenchmark() {
    }
}
