package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients send the beginning of the request of the opening handshake, up to a point that the seed draws, and nothing
 * more.
 *
 * @since 0.1
 */
@FaultType(UnfinishedRequest.Reader.class)
@Repeatable(UnfinishedRequest.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface UnfinishedRequest {
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
        UnfinishedRequest[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<UnfinishedRequest> {
        @Override
        public PlannedFault read(UnfinishedRequest it) {
            return new PlannedFault(new Half(), Victims.of(it.share(), it.count(), it.clients()), When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Half() implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.unasked();
        }

        @Override
        public When moment() {
            return When.inHandshake();
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.editRequest(request -> request.substring(
                    0, request.length() < 3 ? 0 : seam.random().nextInt(1, request.length() - 1)));
        }
    }
}
