package dev.lectern.query.live;

import dev.lectern.contracts.Position;
import dev.lectern.query.live.LiveNews.ReaderNews;
import dev.lectern.query.live.LiveStream.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a stream in the form of server-sent events (HTML Living Standard, section 9.2). */
final class LiveWriter {

    private final OutputStream out;
    private final JsonMapper json;
    private boolean over;

    LiveWriter(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** Gives the client an id to resume from before anything happens. */
    void begin(Position position) throws IOException {
        send("retry: 2000\nid: " + position + "\n\n");
    }

    void write(Part part) throws IOException {
        switch (part) {
            case Part.Told told -> write(told.event());
            case Part.Missed missed -> send("event: reload\nid: " + missed.position() + "\ndata: {}\n\n");
        }
    }

    private void write(LiveEvent event) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < event.news().size(); i++) {
            var news = event.news().get(i);
            over |= news instanceof ReaderNews;
            text.append("event: ").append(news.event()).append('\n');
            // who was told a part of it is told all of it again
            if (i + 1 == event.news().size()) {
                text.append("id: ").append(event.position()).append('\n');
            }
            text.append("data: ").append(json.writeValueAsString(news)).append("\n\n");
        }
        send(text.toString());
    }

    /** Says that it is still here, and up to where nothing has happened. */
    void heartbeat(@Nullable Position position) throws IOException {
        send(position == null ? ": still here\n\n" : ": still here\nid: " + position + "\n\n");
    }

    /** Whether nothing can follow what was written. */
    boolean isOver() {
        return over;
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
