package dev.lectern.web.input;

import dev.lectern.contracts.Literals;
import java.beans.PropertyEditorSupport;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Reads an id or a number of a path or a query, and refuses what only Spring takes for one: {@code 1-1-1-1-1}, {@code 0x1F},
 * {@code #1}, white space within. A converter wouldn't do: where one refuses, Spring tries a lenient editor of its own.
 */
final class LiteralEditor extends PropertyEditorSupport {

    private static final Map<Class<?>, Function<String, ?>> FORMS = Map.of(UUID.class, Literals::uuid,
            int.class, Literals::integer, Integer.class, Literals::integer, long.class, Literals::longInteger, Long.class, Literals::longInteger);

    private final Function<String, ?> form;

    private LiteralEditor(Function<String, ?> form) {
        this.form = form;
    }

    /** Makes every parameter be read so. */
    static void use(RequestMappingHandlerAdapter adapter) {
        var binding = (ConfigurableWebBindingInitializer) Objects.requireNonNull(adapter.getWebBindingInitializer());
        binding.setPropertyEditorRegistrar(editors -> FORMS.forEach((type, form) -> editors.registerCustomEditor(type, new LiteralEditor(form))));
    }

    /** @throws IllegalArgumentException if the text is no such thing */
    @Override
    public void setAsText(String text) {
        setValue(form.apply(text));
    }
}
