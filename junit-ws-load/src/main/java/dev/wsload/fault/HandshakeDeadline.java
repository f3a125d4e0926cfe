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
 * The hosted server (or a middlebox in front of it) resets connections whose opening handshake is not answered in time, counted from
 * the moment at which the whole request is there. Where
 * upgrades queue, as with {@link SlowUpgrade}, clients meet "connection reset by peer" during the handshake.
 *
 * @since 0.1
 */
@FaultType(HandshakeDeadline.Reader.class)
@Repeatable(HandshakeDeadline.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface HandshakeDeadline {
    /** How long a handshake may take, more than zero, such as {@code "500 ms"}. */
    String value();

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
        HandshakeDeadline[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<HandshakeDeadline> {
        @Override
        public PlannedFault read(HandshakeDeadline it) {
            return new PlannedFault(
                    new Deadline(Durations.parse("value", it.value())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Deadline(Duration limit) implements ServerFault {
        /** Refuses zero and less. */
        public Deadline {
            Rules.positive("limit", limit, "give how long a handshake may take");
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
        public void strike(ServerSeam seam) {
            seam.after(limit, () -> {
                if (!seam.isAnswered()) {
                    seam.reset();
                }
            });
        }
    }
}
