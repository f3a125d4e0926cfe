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
 * Clients send a close frame with a code that must not stand in one (RFC 6455 section 7.4): 1004, 1005, 1006, 1015,
 * below 1000, or from 5000 on.
 *
 * @since 0.1
 */
@FaultType(IllegalCloseCode.Reader.class)
@Repeatable(IllegalCloseCode.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface IllegalCloseCode {
    /** The code, 0 to 65535. */
    int value() default 1005;

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
        IllegalCloseCode[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<IllegalCloseCode> {
        @Override
        public PlannedFault read(IllegalCloseCode it) {
            return new PlannedFault(
                    new Code(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Code(int code) implements ClientFault {
        /** Refuses a code that does not fit into two bytes. */
        public Code {
            Rules.between(0, 65_535, "code", code, "1005 is one that must not be sent");
            Rules.require(!CloseCode.of(code).isSendable(), "code", code, "one that must not be sent", "such as 1005");
        }

        @Override
        public Effect effect() {
            return Effect.closedWith(CloseCode.PROTOCOL_ERROR);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.sendFrame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
        }
    }
}
