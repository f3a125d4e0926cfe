package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The hosted server has few threads for handlers that may block, as a worker pool that is too small: once all of them are blocked,
 * nobody else is served. Jakarta endpoints and dispatched HTTP handlers use them; Undertow's native WebSocket handlers run on its I/O
 * threads.
 *
 * @since 0.1
 */
@FaultType(FewWorkers.Reader.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface FewWorkers {
    /** How many, 1 to 4,096. */
    int value();

    /** Whether they are virtual threads; from JDK 21 on. A pool of them starves as one of platform threads does. */
    boolean virtual() default false;

    /** Reads the annotation. */
    final class Reader implements FaultReader<FewWorkers> {
        @Override
        public PlannedFault read(FewWorkers it) {
            return PlannedFault.of(new Workers(it.value(), it.virtual()));
        }
    }

    /** The fault as a value. */
    record Workers(int threads, boolean virtual) implements HostFault {
        /** Refuses what is no pool. */
        public Workers {
            Conditions.usual().workers(threads, virtual);
        }

        @Override
        public Conditions change(Conditions usual) {
            return usual.workers(threads, virtual);
        }
    }
}
