package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients fall silent: nothing is read, nothing is sent, nothing is closed, as of a peer behind a cable that was
 * pulled. TCP still acknowledges what fits into the receive window. At the end of the fleet their connections are
 * reset.
 *
 * @since 0.1
 */
@FaultType(BlackHole.Reader.class)
@Repeatable(BlackHole.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface BlackHole {
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
        BlackHole[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<BlackHole> {
        @Override
        public PlannedFault read(BlackHole it) {
            return new PlannedFault(
                    new Silence(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), it.midFrame()));
        }
    }

    /** The fault as a value. */
    record Silence() implements LinkFault {
        @Override
        public Effect effect() {
            return Effect.cut();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.stopWriting();
            seam.stopReading();
        }
    }
}
