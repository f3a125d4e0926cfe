package dev.wsload.fault;

import dev.wsload.value.Rules;
import dev.wsload.wire.CloseCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients send a binary message that is larger than the server takes. Whether it refuses it is the server's policy
 * (RFC 6455 section 7.4.1, 1009).
 *
 * @since 0.1
 */
@FaultType(OverlongMessage.Reader.class)
@Repeatable(OverlongMessage.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface OverlongMessage {
    /** Its bytes, at least 1. */
    int value();

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
        OverlongMessage[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<OverlongMessage> {
        @Override
        public PlannedFault read(OverlongMessage it) {
            return new PlannedFault(
                    new Large(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Large(int bytes) implements ClientFault {
        /** Refuses a length of less than 1. */
        public Large {
            Rules.atLeast(1, "bytes", bytes, "give more than the server takes");
        }

        @Override
        public Effect effect() {
            return Effect.closedWith(CloseCode.MESSAGE_TOO_BIG);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.sendFrame(0x82, new byte[bytes]);
        }
    }
}
