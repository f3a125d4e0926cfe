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
 * Clients give up the opening handshake early, as one whose deadline is too short while upgrades queue. The server
 * meets a connection that is closed in the middle of its upgrade.
 *
 * @since 0.1
 */
@FaultType(ShortHandshakeTimeout.Reader.class)
@Repeatable(ShortHandshakeTimeout.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ShortHandshakeTimeout {
    /** How long a client waits for the answer, more than zero. */
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
        ShortHandshakeTimeout[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ShortHandshakeTimeout> {
        @Override
        public PlannedFault read(ShortHandshakeTimeout it) {
            return new PlannedFault(
                    new Hurry(Durations.parse("value", it.value())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.atConnect());
        }
    }

    /** The fault as a value. */
    record Hurry(Duration limit) implements ClientFault {
        /** Refuses a limit that is not more than zero. */
        public Hurry {
            Rules.positive("limit", limit, "a client that never waits cannot connect");
        }

        @Override
        public Effect effect() {
            return Effect.late();
        }

        @Override
        public When moment() {
            return When.atConnect();
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.handshakeTimeout(limit);
        }
    }
}
