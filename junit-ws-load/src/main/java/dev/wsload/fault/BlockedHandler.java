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
 * The endpoint's handler blocks when it gets a message, and goes on after a time, if one is given: else it never returns, and the
 * thread that it runs on is gone until the server stops. Where there are few of them, as with {@link FewWorkers}, other clients are
 * never served. Undertow's native handlers run on an I/O thread, Jakarta endpoints on a worker.
 *
 * @since 0.1
 */
@FaultType(BlockedHandler.Reader.class)
@Repeatable(BlockedHandler.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface BlockedHandler {
    /** For how long, more than zero, such as {@code "200 ms"}; for good if empty. */
    String value() default "";

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
        BlockedHandler[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<BlockedHandler> {
        @Override
        public PlannedFault read(BlockedHandler it) {
            return new PlannedFault(
                    new Handler(it.value().isEmpty() ? Handler.FOR_GOOD : Durations.parse("value", it.value())),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Handler(Duration time) implements ServerFault {
        /** As long as the server runs. */
        public static final Duration FOR_GOOD = Duration.ofDays(1);

        /** Refuses zero and less. */
        public Handler {
            Rules.positive("value", time, "leave it out to block for good");
        }

        @Override
        public Effect effect() {
            return Effect.any();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.inHandler(() -> seam.block(time));
        }
    }
}
