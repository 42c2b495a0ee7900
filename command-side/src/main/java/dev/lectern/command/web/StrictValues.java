package dev.lectern.command.web;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Values in JSON that Jackson takes in more forms than one, whatever it is configured to refuse. */
final class StrictValues {

    static final JacksonModule MODULE = new SimpleModule("strict-values").addDeserializer(String.class, new StorableText())
            .addDeserializer(Double.class, new PlainNumber()).addDeserializer(Instant.class, new PlainInstant());

    private StrictValues() {
    }

    /** Refuses NUL and halves of surrogate pairs, which JSON can say and no text column can hold. */
    private static final class StorableText extends StdScalarDeserializer<String> {

        private StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            var text = StringDeserializer.instance.deserialize(json, context);
            if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return (String) context.handleWeirdStringValue(String.class, "", "contains a character that is no text");
            }
            return text;
        }
    }

    /** Refuses {@code "NaN"}, the one text that Jackson takes for a number all the same. */
    private static final class PlainNumber extends StdScalarDeserializer<Double> {

        private PlainNumber() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) {
            return json.currentToken().isNumeric() ? json.getDoubleValue() : (Double) context.handleUnexpectedToken(getValueType(context), json);
        }
    }

    /** Refuses seconds since 1970, as a number or as a text: an instant is of RFC 3339. */
    private static final class PlainInstant extends StdScalarDeserializer<Instant> {

        private PlainInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(getValueType(context), json);
            }
            try {
                return Instant.parse(json.getString());
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, json.getString(), "is no instant such as 2026-01-31T12:00:00Z");
            }
        }
    }
}
