package dev.rebox.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is known of a configuration key beside its name, type and default: everything that resuming a run, comparing the runs
 * of a study and reading a configuration must know of it. Its meaning and its default stand in {@code defaults.yaml}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Key {
    /** Whether a run may go on with another value. */
    Resume resume() default Resume.FIXED;

    /** Whether a measured number may depend on it. */
    Affects affects() default Affects.RESULT;

    /** Whether it may have no value. */
    boolean optional() default false;

    /** Whether the value is a path or a data set: what counts of it is the last part, and it is never lower-cased. */
    boolean path() default false;

    /** What another value does to a run that goes on, in words. */
    String effect() default "it holds from here on";

    /** Whether a run may go on with another value. */
    enum Resume {
        /** No: the network, or the order and look of its data, would be another. */
        FIXED,
        /** Yes; whether it still fits is checked otherwise: by the data hash, or by what the weights file says. */
        CHECKED,
        /** Yes. */
        FREE,
        /** Yes, and nobody needs to be told. */
        SILENT
    }

    /** What may depend on a key. */
    enum Affects {
        /** What is learned or measured. */
        RESULT,
        /** Only where files lie, how fast it goes, and what is written down. */
        SPEED
    }
}
