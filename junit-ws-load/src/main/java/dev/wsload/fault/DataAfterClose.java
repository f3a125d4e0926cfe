package dev.wsload.fault;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients send a message after their close frame with 1000 (RFC 6455 section 5.5.1). The server owes an answer to the
 * close frame, and must not read on.
 *
 * @since 0.1
 */
@FaultType(DataAfterClose.Reader.class)
@Repeatable(DataAfterClose.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface DataAfterClose {
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
        DataAfterClose[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<DataAfterClose> {
        @Override
        public PlannedFault read(DataAfterClose it) {
            return new PlannedFault(
                    new Late(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Late() implements ClientFault {
        @Override
        public Effect effect() {
            return new Effect(
                    "the server answers 1000",
                    false,
                    closure -> closure.initiator() == Initiator.SERVER
                            && closure.code().equals(CloseCode.NORMAL_CLOSURE),
                    true);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.sendFrame(0x88, new byte[] {0x03, (byte) 0xE8});
            seam.sendFrame(0x81, new byte[] {'l', 'a', 't', 'e'});
        }
    }
}
