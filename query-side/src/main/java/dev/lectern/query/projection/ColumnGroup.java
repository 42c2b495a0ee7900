package dev.lectern.query.projection;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record whose components are columns of the row it is a component of, named after both:
 * {@code reading.percent()} is {@code reading_percent}. Such a component is never {@code null}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ColumnGroup {
}
