package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All clients connect at the same time, whatever bound the fleet has on connects in flight, and the hosted server has a tiny backlog
 * for them (listen(2)). What does not fit the kernel drops: SYNs, which clients send again after 1 s, 3 s and so on (RFC 6298), and
 * the last ACK of a handshake, after which a client believes that it has connected and waits for an answer, for a minute and more.
 * Use it with {@code connect = ATTEMPT} and short timeouts.
 *
 * @since 0.1
 */
@FaultType(Stampede.Reader.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Stampede {
    /** How many connections the kernel lets wait until the server accepts them, at least 1. */
    int backlog() default 1;

    /** Reads the annotation. */
    final class Reader implements FaultReader<Stampede> {
        @Override
        public PlannedFault read(Stampede it) {
            return PlannedFault.of(new Rush(it.backlog()));
        }
    }

    /** The fault as a value. */
    record Rush(int backlog) implements HostFault {
        /** Refuses less than one. */
        public Rush {
            Conditions.usual().backlog(backlog);
        }

        @Override
        public Effect effect() {
            return Effect.late();
        }

        @Override
        public Conditions change(Conditions usual) {
            return usual.backlog(backlog).withAllAtOnce();
        }

        /** All at once is all at once anywhere. */
        @Override
        public boolean needsHost() {
            return false;
        }
    }
}
