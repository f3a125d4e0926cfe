package dev.wsload.fault;

import dev.wsload.value.Durations;
import dev.wsload.wire.TcpEnd;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * Many clients lose their connections at the same moment and connect again at once, as after a network's blink or a restart of what
 * stands in front of the server.
 *
 * @since 0.1
 */
@FaultType(ReconnectStorm.Reader.class)
@Repeatable(ReconnectStorm.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ReconnectStorm {
    /** How long after the fleet has connected, zero or more, such as {@code "1 s"}. */
    String after() default "0 s";

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
        ReconnectStorm[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ReconnectStorm> {
        @Override
        public PlannedFault read(ReconnectStorm it) {
            return new PlannedFault(
                    new Storm(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.together(Durations.parse("after", it.after())));
        }
    }

    /** The fault as a value. */
    record Storm() implements ClientFault {
        @Override
        public Effect effect() {
            return new Effect(
                    "ends without a close frame, and connects again",
                    false,
                    closure -> closure.clean() || closure.tcpEnd() == TcpEnd.ABORTED,
                    false);
        }

        @Override
        public When moment() {
            return When.together(Duration.ZERO);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.reconnect();
        }
    }
}
