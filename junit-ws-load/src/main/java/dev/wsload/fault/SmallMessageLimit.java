package dev.wsload.fault;

import dev.wsload.value.Rules;
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
 * The hosted server takes no message longer than this: it closes with 1009 (RFC 6455 section 7.4.1) as soon as one begins. It counts the
 * bytes as they come, of compressed messages before they are decompressed.
 *
 * @since 0.1
 */
@FaultType(SmallMessageLimit.Reader.class)
@Repeatable(SmallMessageLimit.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface SmallMessageLimit {
    /** The longest message in bytes, 0 or more. */
    long value();

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
        SmallMessageLimit[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<SmallMessageLimit> {
        @Override
        public PlannedFault read(SmallMessageLimit it) {
            return new PlannedFault(
                    new Limit(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Limit(long bytes) implements ServerFault {
        /** Refuses less than zero. */
        public Limit {
            Rules.require(bytes >= 0, "value", bytes, "0 or more", "give the longest message that is taken");
        }

        @Override
        public Effect effect() {
            return Effect.mayClose(CloseCode.MESSAGE_TOO_BIG);
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.onMessageOver(bytes, () -> seam.close(FrameEncoder.closePayload(CloseCode.MESSAGE_TOO_BIG, "")));
        }
    }
}
