package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients send a header in the request of the opening handshake that is longer than servers take.
 *
 * @since 0.1
 */
@FaultType(OversizedHeaders.Reader.class)
@Repeatable(OversizedHeaders.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface OversizedHeaders {
    /** The length of its value in bytes, at least 1. */
    int value() default 4 * 1024 * 1024;

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
        OversizedHeaders[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<OversizedHeaders> {
        @Override
        public PlannedFault read(OversizedHeaders it) {
            return new PlannedFault(
                    new Length(it.value()), Victims.of(it.share(), it.count(), it.clients()), When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Length(int bytes) implements ClientFault {
        /** Refuses a length of less than 1. */
        public Length {
            Rules.atLeast(1, "bytes", bytes, "leave it out for 4 MiB");
        }

        @Override
        public Effect effect() {
            return Effect.refused();
        }

        @Override
        public When moment() {
            return When.inHandshake();
        }

        @Override
        public void strike(ClientSeam seam) {
            String large = "X-Oversized: " + "x".repeat(bytes) + "\r\n";
            seam.editRequest(request -> request.replaceFirst("\r\n", "\r\n" + large));
        }
    }
}
