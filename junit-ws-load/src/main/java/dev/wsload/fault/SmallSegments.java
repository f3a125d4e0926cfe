package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * Clients send in TCP segments of few bytes, so that the server reads frames in pieces.
 *
 * @since 0.1
 */
@FaultType(SmallSegments.Reader.class)
@Repeatable(SmallSegments.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface SmallSegments {
    /** Bytes of a segment, at least 1. */
    int value() default 1;

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
        SmallSegments[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<SmallSegments> {
        @Override
        public PlannedFault read(SmallSegments it) {
            return new PlannedFault(
                    new Slices(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Slices(int bytes) implements LinkFault {
        /** Refuses a segment of less than 1 byte. */
        public Slices {
            Rules.atLeast(1, "bytes", bytes, "leave it out for 1");
        }

        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.slice(bytes, Duration.ZERO);
        }
    }
}
