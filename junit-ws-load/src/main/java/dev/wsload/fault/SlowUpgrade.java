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
 * The hosted server answers opening handshakes late. With {@link #inTurn()} it takes one at a time, as an upgrade path with a
 * global lock does: then the wait grows with the number of clients that come at once, and it is a ramp-up or the lock's end that
 * helps, not a longer timeout.
 *
 * @since 0.1
 */
@FaultType(SlowUpgrade.Reader.class)
@Repeatable(SlowUpgrade.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface SlowUpgrade {
    /** How long an upgrade takes, zero or more, such as {@code "200 ms"}. */
    String value();

    /** Whether upgrades wait for those before them. */
    boolean inTurn() default false;

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
        SlowUpgrade[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<SlowUpgrade> {
        @Override
        public PlannedFault read(SlowUpgrade it) {
            return new PlannedFault(
                    new Upgrade(Durations.parse("value", it.value()), it.inTurn()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Upgrade(Duration time, boolean inTurn) implements ServerFault {
        /** Refuses a negative time. */
        public Upgrade {
            Rules.notNegative("time", time, "give how long an upgrade takes");
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
            if (inTurn) {
                seam.queueUpgrade(time);
            } else {
                seam.delayUpgrade(time);
            }
        }
    }
}
