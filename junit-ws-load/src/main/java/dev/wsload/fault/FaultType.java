package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation as a fault: put on a test method, or on a test class for all of its methods, it harms the fleet of
 * {@code @WsLoad}. Your own annotations work alike, if they are retained at run time ({@code @Retention(RUNTIME)}).
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface FaultType {
    /** What makes the fault from the annotation; needs a public constructor without parameters. */
    Class<? extends FaultReader<?>> value();
}
