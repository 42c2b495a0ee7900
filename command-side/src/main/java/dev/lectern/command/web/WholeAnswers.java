package dev.lectern.command.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an answer as a whole, with its length. Otherwise it is flushed before its end is known, and leaves in two pieces: itself as a chunk,
 * and the mark that no chunk follows.
 */
final class WholeAnswers extends JacksonJsonHttpMessageConverter {

    WholeAnswers(JsonMapper json) {
        super(json);
    }

    @Override
    protected void writeInternal(Object answer, ResolvableType type, HttpOutputMessage output, @Nullable Map<String, Object> hints) throws IOException {
        var whole = new FastByteArrayOutputStream();
        super.writeInternal(answer, type, new Buffered(output.getHeaders(), whole), hints);
        output.getHeaders().setContentLength(whole.size());
        whole.writeTo(output.getBody());
    }

    private record Buffered(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public OutputStream getBody() {
            return body;
        }
    }
}
