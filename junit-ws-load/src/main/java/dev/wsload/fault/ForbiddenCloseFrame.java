package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.ByteBuffer;

/**
 * The hosted server ends connections with a close frame whose code must not stand in one, such as 1006 (RFC 6455 section
 * 7.4): clients must refuse it as a protocol error.
 *
 * @since 0.1
 */
@FaultType(ForbiddenCloseFrame.Reader.class)
@Repeatable(ForbiddenCloseFrame.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ForbiddenCloseFrame {
    /** The code, 0 to 65,535; it is sent whatever it is. */
    int value() default 1006;

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
        ForbiddenCloseFrame[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ForbiddenCloseFrame> {
        @Override
        public PlannedFault read(ForbiddenCloseFrame it) {
            return new PlannedFault(
                    new Close(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Close(int code) implements ServerFault {
        /** Refuses what does not fit into two bytes. */
        public Close {
            Rules.between(0, 0xFFFF, "value", code, "1006 is never sent by a server that is right");
        }

        @Override
        public Effect effect() {
            return Effect.violation();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.close(ByteBuffer.allocate(Short.BYTES).putShort((short) code).flip());
        }
    }
}
