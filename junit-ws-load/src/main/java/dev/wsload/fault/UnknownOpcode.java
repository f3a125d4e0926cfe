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
 * Clients send a frame with a reserved opcode (RFC 6455 section 5.2).
 *
 * @since 0.1
 */
@FaultType(UnknownOpcode.Reader.class)
@Repeatable(UnknownOpcode.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface UnknownOpcode {
    /** The opcode: 3 to 7 or 11 to 15. */
    int value() default 3;

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
        UnknownOpcode[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<UnknownOpcode> {
        @Override
        public PlannedFault read(UnknownOpcode it) {
            return new PlannedFault(
                    new Unknown(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Unknown(int opcode) implements ClientFault {
        /** Refuses an opcode that has a meaning. */
        public Unknown {
            Rules.require(
                    opcode >= 3 && opcode <= 7 || opcode >= 11 && opcode <= 15,
                    "opcode",
                    opcode,
                    "3 to 7 or 11 to 15",
                    "the others have a meaning");
        }

        @Override
        public Effect effect() {
            return Effect.closedWith(CloseCode.PROTOCOL_ERROR);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.sendFrame(0x80 | opcode, new byte[0]);
        }
    }
}
