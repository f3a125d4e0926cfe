package dev.wsload.fault;

import dev.wsload.value.Durations;
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
 * Whatever clients send leaves late, in order. The way back is as it is.
 *
 * @since 0.1
 */
@FaultType(Latency.Reader.class)
@Repeatable(Latency.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Latency {
    /** How late, zero or more. */
    String value();

    /** Up to this is added, at random, zero or more. */
    String jitter() default "0 s";

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
        Latency[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<Latency> {
        @Override
        public PlannedFault read(Latency it) {
            return new PlannedFault(
                    new Delay(Durations.parse("value", it.value()), Durations.parse("jitter", it.jitter())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Delay(Duration latency, Duration jitter) implements LinkFault {
        /** Refuses a negative time. */
        public Delay {
            Rules.notNegative("latency", latency, "give how late");
            Rules.notNegative("jitter", jitter, "give zero for none");
        }

        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.delay(latency, jitter);
        }
    }
}
