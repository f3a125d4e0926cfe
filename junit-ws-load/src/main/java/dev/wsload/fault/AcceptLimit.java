package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The hosted server accepts so many connections at a time and no more, as one that has run out of file descriptors: the rest connect,
 * since the kernel answers for the server, and wait in its backlog for an opening handshake that nobody reads.
 *
 * @since 0.1
 */
@FaultType(AcceptLimit.Reader.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface AcceptLimit {
    /** How many, at least 1. */
    int value();

    /** Reads the annotation. */
    final class Reader implements FaultReader<AcceptLimit> {
        @Override
        public PlannedFault read(AcceptLimit it) {
            return PlannedFault.of(new Limit(it.value()));
        }
    }

    /** The fault as a value. */
    record Limit(int connections) implements HostFault {
        /** Refuses less than one. */
        public Limit {
            Conditions.usual().connections(connections);
        }

        @Override
        public Effect effect() {
            return Effect.late();
        }

        @Override
        public Conditions change(Conditions usual) {
            return usual.connections(connections);
        }
    }
}
