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
 * Clients neither read nor send for a time, and go on then.
 *
 * @since 0.1
 */
@FaultType(Stall.Reader.class)
@Repeatable(Stall.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Stall {
    /** For how long, more than zero. */
    String value();

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

    /** Waits for the next frame to send, and strikes in its middle. */
    boolean midFrame() default false;

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        Stall[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<Stall> {
        @Override
        public PlannedFault read(Stall it) {
            return new PlannedFault(
                    new Pause(Durations.parse("value", it.value())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), it.midFrame()));
        }
    }

    /** The fault as a value. */
    record Pause(Duration time) implements LinkFault {
        /** Refuses a time that is not more than zero. */
        public Pause {
            Rules.positive("time", time, "a stall that never ends is another fault");
        }

        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.stall(time);
        }
    }
}
