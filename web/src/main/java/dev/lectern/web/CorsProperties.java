package dev.lectern.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param origins whose pages may use the API from a browser, such as {@code https://reader.example}; none unless given */
@ConfigurationProperties("lectern.cors")
public record CorsProperties(@DefaultValue({}) List<String> origins) {
}
