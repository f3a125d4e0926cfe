package dev.wsload.fault;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameEncoder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The hosted server ends connections with a close frame without a status: clients see 1005 (RFC 6455 section 7.1.5).
 *
 * @since 0.1
 */
@FaultType(EmptyClose.Reader.class)
@Repeatable(EmptyClose.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface EmptyClose {
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
        EmptyClose[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<EmptyClose> {
        @Override
        public PlannedFault read(EmptyClose it) {
            return new PlannedFault(
                    new Close(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Close() implements ServerFault {
        @Override
        public Effect effect() {
            return Effect.closedWith(CloseCode.NO_STATUS_RECEIVED);
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.close(FrameEncoder.closePayload(CloseCode.NO_STATUS_RECEIVED, ""));
        }
    }
}
