package dev.wsload.fault;

import dev.wsload.value.Rules;
import dev.wsload.wire.RawFrame;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;

/**
 * Messages of the hosted server overtake each other: one is held back until the next has been sent, or for 100 ms if there is none.
 * Messages in one frame only; fragments pass.
 *
 * @since 0.1
 */
@FaultType(ReorderedReplies.Reader.class)
@Repeatable(ReorderedReplies.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ReorderedReplies {
    /** Which share of the messages, more than 0 and at most 1. */
    double rate() default 1;

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
        ReorderedReplies[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ReorderedReplies> {
        @Override
        public PlannedFault read(ReorderedReplies it) {
            return new PlannedFault(
                    new Replies(it.rate()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Replies(double rate) implements ServerFault {
        /** Refuses a rate that is no share. */
        public Replies {
            Rules.require(
                    rate > 0 && rate <= 1, "rate", rate, "more than 0 and at most 1", "0.1 is every tenth message");
        }

        @Override
        public Effect effect() {
            return Effect.edited();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.editFrames("", new Swap(seam, rate)::edit);
        }

        /** Holds one message back. */
        private static final class Swap {
            private static final Duration PATIENCE = Duration.ofMillis(100);

            private final ServerSeam seam;
            private final double rate;
            private RawFrame held;

            Swap(ServerSeam seam, double rate) {
                this.seam = seam;
                this.rate = rate;
            }

            List<RawFrame> edit(RawFrame frame) {
                if (held != null) {
                    return swapped(frame);
                }
                if (!frame.isMessage() || seam.random().nextDouble() >= rate) {
                    return List.of(frame);
                }
                held = frame;
                seam.after(PATIENCE, () -> release(frame));
                return List.of();
            }

            /** A control frame, such as the close frame, overtakes nothing: there may be none after it. */
            private List<RawFrame> swapped(RawFrame frame) {
                RawFrame late = held;
                held = null;
                if (!frame.isData()) {
                    seam.note("delayed a message");
                    return List.of(late, frame);
                }
                seam.note("reordered a message");
                return List.of(frame, late);
            }

            private void release(RawFrame frame) {
                if (held == frame) {
                    held = null;
                    seam.note("delayed a message");
                    seam.sendHeld(List.of(frame));
                }
            }
        }
    }
}
