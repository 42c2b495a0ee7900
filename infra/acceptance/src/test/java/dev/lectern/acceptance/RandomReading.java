package dev.lectern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.acceptance.Api.Answer;
import dev.lectern.acceptance.ReadingModel.Place;
import dev.lectern.acceptance.ReadingModel.Progress;
import dev.lectern.acceptance.ReadingModel.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** One reader with one book and three devices: does what devices do, at random, and holds every answer against the model. */
final class RandomReading {

    private static final List<String> DEVICES = List.of("phone", "tablet", "desk");
    private static final Duration TOO_FAR_AHEAD = Duration.ofHours(5);

    private record Write(String path, Object body, String key, Answer answer) {}

    private final Api api;
    private final List<Api> readFrom;
    private final String path;
    private final Places places;
    private final Outages outages;
    private final Random random;
    private ReadingModel model = ReadingModel.NEVER_OPENED;
    private Write last;
    private String position = "";

    /** @param readFrom where reads go, at random: the same reader at one address or several */
    RandomReading(Api api, List<Api> readFrom, String book, Outages outages, Random random) throws Exception {
        this.api = api;
        this.readFrom = readFrom;
        this.path = "/api/v1/books/" + book;
        this.outages = outages;
        this.random = random;
        // the list of chapters is a read model of its own: it may lag behind the book's state
        this.places = new Places(api.getAt(api.get(path).position(), path + "/chapters").body().path("items"), random);
    }

    /**
     * One of the things that happen.
     *
     * @param late whether clocks may be ahead; nothing is newer than what such a clock says, so it comes late in a test
     */
    void step(boolean late) throws Exception {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> batch();
            case 3, 4 -> twoDevicesAtOnce();
            case 5, 6 -> theSameAgain();
            case 7 -> theSameTwiceAtOnce();
            case 8 -> anotherUnderTheSameKey();
            case 9 -> nowhere();
            case 10 -> {
                if (late) {
                    aClockFarAhead();
                }
            }
            default -> one(place(late));
        }
        if (random.nextInt(3) > 0) {
            check();
        }
    }

    /** Everything that can be read of it. */
    void check() {
        assertThat(Progress.of(read("/progress").body())).isEqualTo(model.progress());
        assertThat(Place.rounded(read("").body().path("progressPercent").asDouble()))
                .isEqualTo(model.current().map(Place::percent).orElse(0.0));
    }

    private void one(Place place) throws Exception {
        var answer = write("", Places.form(place));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Receipt.of(answer.body())).isEqualTo(model.receipt(place));
        model = model.after(place);
    }

    private void batch() throws Exception {
        var recorded = Stream.generate(() -> place(false)).limit(2 + random.nextInt(6)).toList();
        var expected = new ArrayList<Receipt>();
        for (var place : recorded) {
            expected.add(model.receipt(place));
            model = model.after(place);
        }
        var answer = write("/batch", Map.of("items", recorded.stream().map(Places::form).toList()));
        assertThat(answer.body().path("items").valueStream().map(Receipt::of)).isEqualTo(expected);
        assertThat(Place.of(answer.body().path("current"))).isEqualTo(model.current().orElseThrow());
    }

    private void twoDevicesAtOnce() throws Exception {
        // of one device's two places at one moment the first stays, and which that was no answer tells
        var devices = new ArrayList<>(DEVICES);
        var one = place(devices.remove(random.nextInt(devices.size())), false);
        var other = place(devices.remove(random.nextInt(devices.size())), false);
        var answers = atOnce(() -> send("", Places.form(one), key()), () -> send("", Places.form(other), key()));
        var seen = answers.stream().map(answer -> Receipt.of(answer.body())).toList();
        var after = model.after(one).after(other);
        if (seen.equals(List.of(model.receipt(one), model.after(one).receipt(other)))) {
            reached(answers.get(0), answers.get(1));
        } else {
            assertThat(seen).isEqualTo(List.of(model.after(other).receipt(one), model.receipt(other)));
            after = model.after(other).after(one);
            reached(answers.get(1), answers.get(0));
        }
        model = after;
    }

    private void theSameAgain() throws Exception {
        if (last != null) {
            assertSame(send(last.path(), last.body(), last.key()), last.answer());
        }
    }

    private void theSameTwiceAtOnce() throws Exception {
        var place = place(false);
        var key = key();
        var answers = atOnce(() -> send("", Places.form(place), key), () -> send("", Places.form(place), key));
        assertThat(Receipt.of(answers.get(0).body())).isEqualTo(model.receipt(place));
        assertSame(answers.get(1), answers.get(0));
        reached(answers.get(0));
        model = model.after(place);
    }

    private void anotherUnderTheSameKey() throws Exception {
        if (last != null) {
            assertThat(send("", Places.form(place(false)), last.key()).status()).isEqualTo(422);
        }
    }

    private void nowhere() throws Exception {
        var refused = send("", Map.of("locator", Map.of("chapter", 99), "deviceId", "phone", "recordedAt", Instant.now().toString()), key());
        assertThat(refused.status()).isEqualTo(422);
    }

    /** It counts as set to the moment at which its place arrived, which only Lectern can tell exactly. */
    private void aClockFarAhead() throws Exception {
        var sent = Instant.now();
        var place = place(false);
        var answer = write("", Places.form(place.at(sent.plus(TOO_FAR_AHEAD))));
        var receipt = Receipt.of(answer.body());
        var arrived = place.at(receipt.applied() ? receipt.current().recordedAt() : seen(place).orElse(sent));
        assertThat(arrived.recordedAt()).isBetween(sent, Instant.now());
        assertThat(receipt).isEqualTo(model.receipt(arrived));
        model = model.after(arrived);
    }

    /** When a place counts as recorded; where it is seen nowhere, that makes no difference. */
    private Optional<Instant> seen(Place place) {
        var progress = Progress.of(read("/progress").body());
        return Stream.concat(progress.devices().stream(), progress.furthest().stream())
                .filter(seen -> seen.at(place.recordedAt()).equals(place)).map(Place::recordedAt).findFirst();
    }

    private Place place(boolean late) {
        return place(DEVICES.get(random.nextInt(DEVICES.size())), late);
    }

    private Place place(String device, boolean late) {
        return places.next(device, model.current().map(Place::recordedAt), late);
    }

    private Answer write(String below, Object body) throws Exception {
        var key = key();
        var answer = send(below, body, key);
        reached(answer);
        last = new Write(below, body, key, answer);
        return answer;
    }

    private Answer send(String below, Object body, String key) throws Exception {
        return outages.answered(() -> api.post(path + "/progress" + below, body, key));
    }

    private Answer read(String below) {
        var reader = readFrom.get(random.nextInt(readFrom.size()));
        var answer = outages.read(() -> position.isEmpty() ? reader.get(path + below) : reader.getAt(position, path + below));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** In the order in which they were decided; what changed nothing has nothing to include. */
    private void reached(Answer... answers) {
        for (var answer : answers) {
            if (answer.body().path("applied").asBoolean(true)) {
                assertThat(answer.position()).isNotEmpty();
            }
            if (!answer.position().isEmpty()) {
                position = answer.position();
            }
        }
    }

    private String key() {
        return "key-" + random.nextLong();
    }

    private static void assertSame(Answer repeated, Answer first) {
        assertThat(repeated.status()).isEqualTo(first.status());
        assertThat(repeated.body()).isEqualTo(first.body());
        assertThat(repeated.position()).isEqualTo(first.position());
    }

    private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> other) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(List.of(one, other));
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }
}
