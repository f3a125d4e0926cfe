package dev.wsload.fault;

import dev.wsload.wire.CloseCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients set a reserved bit that no extension has given a meaning (RFC 6455 section 5.2).
 *
 * @since 0.1
 */
@FaultType(ReservedBits.Reader.class)
@Repeatable(ReservedBits.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ReservedBits {
    /** Which share of the clients, more than 0 and at most 1. */
    double share() default 1;

    /** How many clients, in place of a share. */
    int count() default 0;

    /** Which clients, by their indexes, in place of a share. */
    int[] clients() default {};

    /** Strikes after so many messages; this, {@link #afterBytes()}, {@link #after()}, or once the connection is open. */
    int afterMessages() default 0;

    /** Strikes after so many bytes sent. */
    long afterBytes() default 0;

    /** Strikes after the connection has been open for so long, such as {@code "2 s"}. */
    String after() default "";

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        ReservedBits[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ReservedBits> {
        @Override
        public PlannedFault read(ReservedBits it) {
            return new PlannedFault(
                    new Rsv3(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Rsv3() implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.closedWith(CloseCode.PROTOCOL_ERROR);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.sendFrame(0x91, new byte[] {'r', 's', 'v'});
        }
    }
}
