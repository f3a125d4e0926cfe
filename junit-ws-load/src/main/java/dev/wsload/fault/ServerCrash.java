package dev.wsload.fault;

import dev.wsload.value.Durations;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * The hosted server dies while the fleet is connected: all connections end without a close frame ("unexpected EOF"), and nothing
 * listens any more ("connection refused"), as when its process is killed. A connection that has not sent a request yet stays until the
 * test ends.
 *
 * @since 0.1
 */
@FaultType(ServerCrash.Reader.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ServerCrash {
    /** How long after the fleet has connected, zero or more, such as {@code "1 s"}. */
    String after() default "0 s";

    /** Reads the annotation. */
    final class Reader implements FaultReader<ServerCrash> {
        @Override
        public PlannedFault read(ServerCrash it) {
            return PlannedFault.of(new Crash(Durations.parse("after", it.after())));
        }
    }

    /** The fault as a value. */
    record Crash(Duration after) implements HostFault {
        /** Refuses a negative time. */
        public Crash {
            Conditions.usual().crash(after);
        }

        @Override
        public boolean isInForceAtOnce() {
            return false;
        }

        @Override
        public Effect effect() {
            return Effect.cut();
        }

        @Override
        public Conditions change(Conditions usual) {
            return usual.crash(after);
        }
    }
}
