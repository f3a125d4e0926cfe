package dev.wsload.fault;

import java.lang.annotation.Annotation;

/**
 * Makes a fault from its annotation.
 *
 * @param <A> the annotation
 * @since 0.1
 */
@FunctionalInterface
public interface FaultReader<A extends Annotation> {
    /**
     * Reads what the annotation says.
     *
     * @throws IllegalArgumentException of one sentence, when a value is out of range
     */
    PlannedFault read(A annotation);
}
