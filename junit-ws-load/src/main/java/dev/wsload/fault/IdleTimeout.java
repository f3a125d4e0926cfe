package dev.wsload.fault;

import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameEncoder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * The hosted server closes connections with 1001 on which nothing has come for a time; pings and pongs count as something.
 * Busy connections live on, which tells it from a {@link StaleDeadline}.
 *
 * @since 0.1
 */
@FaultType(IdleTimeout.Reader.class)
@Repeatable(IdleTimeout.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface IdleTimeout {
    /** How long a client may be silent, more than zero, such as {@code "500 ms"}. */
    String value();

    /** Which share of the clients, more than 0 and at most 1. */
    double share() default 1;

    /** How many clients, in place of a share. */
    int count() default 0;

    /** Which clients, by their indexes, in place of a share. */
    int[] clients() default {};

    /** Strikes after the server has got so many messages of the client, or sent so many; this, {@link #after()}, or at once. */
    int afterMessages() default 0;

    /** Strikes after the connection has been open for so long, such as {@code "2 s"}. */
    String after() default "";

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        IdleTimeout[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<IdleTimeout> {
        @Override
        public PlannedFault read(IdleTimeout it) {
            return new PlannedFault(
                    new Idle(Durations.parse("value", it.value())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Idle(Duration limit) implements ServerFault {
        /** Refuses zero and less. */
        public Idle {
            Rules.positive("limit", limit, "give how long a client may be silent");
        }

        @Override
        public Effect effect() {
            return Effect.mayClose(CloseCode.GOING_AWAY);
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.afterSilence(limit, () -> seam.close(FrameEncoder.closePayload(CloseCode.GOING_AWAY, "")));
        }
    }
}
