package dev.wsload.fault;

import dev.wsload.wire.RawFrame;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/**
 * The hosted server masks its frames, which only clients may (RFC 6455 section 5.1): clients must refuse them as a protocol
 * error.
 *
 * @since 0.1
 */
@FaultType(MaskedReplies.Reader.class)
@Repeatable(MaskedReplies.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface MaskedReplies {
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
        MaskedReplies[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<MaskedReplies> {
        @Override
        public PlannedFault read(MaskedReplies it) {
            return new PlannedFault(
                    new Masked(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Masked() implements ServerFault {
        @Override
        public Effect effect() {
            return Effect.violation();
        }

        @Override
        public void strike(ServerSeam seam) {
            int mask = seam.random().nextInt();
            seam.editFrames("masked a frame", frame -> List.of(RawFrame.of(frame.firstByte(), mask, frame.payload())));
        }
    }
}
