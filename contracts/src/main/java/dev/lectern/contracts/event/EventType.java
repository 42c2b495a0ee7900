package dev.lectern.contracts.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name an event is stored and published under. A class may move; a name in the log may not. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** {@code aggregate.what-happened}, such as {@code book.imported}. */
    String value();

    /** Counts up when the payload changes in a way that old readers would misread. */
    int revision() default 1;
}
