package dev.lectern.query.web;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads {@code finished} as {@code FINISHED}: the API's words are lower-case, Java's constants aren't. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class LowerCaseNames implements ConverterFactory<String, Enum> {

    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
        return text -> (T) Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
    }
}
