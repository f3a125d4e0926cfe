package dev.wsload.fault;

import dev.wsload.wire.Initiator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients end their sending half of TCP: the server meets a FIN, in mid-frame if asked. Reading goes on; what would
 * be sent goes nowhere.
 *
 * @since 0.1
 */
@FaultType(HalfClose.Reader.class)
@Repeatable(HalfClose.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface HalfClose {
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
        HalfClose[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<HalfClose> {
        @Override
        public PlannedFault read(HalfClose it) {
            return new PlannedFault(
                    new Fin(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), it.midFrame()));
        }
    }

    /** The fault as a value. */
    record Fin() implements LinkFault {
        @Override
        public Effect effect() {
            return new Effect("the server ends it", true, closure -> closure.initiator() != Initiator.CLIENT, true);
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.halfClose();
        }
    }
}
