package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients send and read no more than so many bytes a second.
 *
 * @since 0.1
 */
@FaultType(Bandwidth.Reader.class)
@Repeatable(Bandwidth.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Bandwidth {
    /** Bytes a second each way, at least 1. */
    long value();

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
        Bandwidth[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<Bandwidth> {
        @Override
        public PlannedFault read(Bandwidth it) {
            return new PlannedFault(
                    new Rate(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Rate(long bytesPerSecond) implements LinkFault {
        /** Refuses a rate of less than 1. */
        public Rate {
            Rules.require(
                    bytesPerSecond >= 1, "bytesPerSecond", bytesPerSecond, "at least 1", "give some bytes a second");
        }

        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.limit(bytesPerSecond);
        }
    }
}
