package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients read nothing any more: the receive window fills, and the server's writes block. At the end of the fleet
 * their connections are reset.
 *
 * @since 0.1
 */
@FaultType(StopReading.Reader.class)
@Repeatable(StopReading.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface StopReading {
    /** Which share of the clients, more than 0 and at most 1. */
    double share() default 1;

    /** How many clients, in place of a share. */
    int count() default 0;

    /** Which clients, by their indexes, in place of a share. */
    int[] clients() default {};

    /** Strikes after so many messages; this, {@link #afterBytes()}, {@link #after()}, or once the connection is open. */
    int afterMessages() default 0;

    /** Strikes after so many bytes sent. */
    long afterBytes() default 0;

    /** Strikes after the connection has been open for so long, such as {@code "2 s"}. */
    String after() default "";

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        StopReading[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<StopReading> {
        @Override
        public PlannedFault read(StopReading it) {
            return new PlannedFault(
                    new Full(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Full() implements LinkFault {
        @Override
        public Effect effect() {
            return Effect.any();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.stopReading();
        }
    }
}
