package dev.lectern.query.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the audit log calls what an administrator does here. Every endpoint of theirs that changes something has one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AdministratorAction {

    /** {@code thing.verb}, such as {@code cache.clear}; a variable of the path in braces stands for its value. */
    String value();
}
