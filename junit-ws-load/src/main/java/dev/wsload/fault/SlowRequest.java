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
 * Clients send the request of the opening handshake byte by byte. What they send once open is not slowed.
 *
 * @since 0.1
 */
@FaultType(SlowRequest.Reader.class)
@Repeatable(SlowRequest.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface SlowRequest {
    /** The pause between two bytes, zero or more. */
    String value() default "20 ms";

    /** Which share of the clients, more than 0 and at most 1. */
    double share() default 1;

    /** How many clients, in place of a share. */
    int count() default 0;

    /** Which clients, by their indexes, in place of a share. */
    int[] clients() default {};

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        SlowRequest[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<SlowRequest> {
        @Override
        public PlannedFault read(SlowRequest it) {
            return new PlannedFault(
                    new Drip(Durations.parse("value", it.value())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Drip(Duration pause) implements LinkFault {
        /** Refuses a negative pause. */
        public Drip {
            Rules.notNegative("pause", pause, "leave it out for 20 ms");
        }

        @Override
        public Effect effect() {
            return Effect.late();
        }

        @Override
        public When moment() {
            return When.inHandshake();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.slice(1, pause);
            seam.whenOpen(seam::sliceNoMore);
        }
    }
}
