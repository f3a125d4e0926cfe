package dev.wsload.fault;

import dev.wsload.value.Durations;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * Many clients leave at the same moment: a server that walks its list of clients while it shrinks skips some, or runs off its
 * end.
 *
 * @since 0.1
 */
@FaultType(ThunderingLeave.Reader.class)
@Repeatable(ThunderingLeave.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ThunderingLeave {
    /** How they leave. */
    Manner value() default Manner.CLOSE;

    /** How long after the fleet has connected, zero or more, such as {@code "1 s"}. */
    String after() default "0 s";

    /** Which share of the clients, more than 0 and at most 1. */
    double share() default 1;

    /** How many clients, in place of a share. */
    int count() default 0;

    /** Which clients, by their indexes, in place of a share. */
    int[] clients() default {};

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        ThunderingLeave[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ThunderingLeave> {
        @Override
        public PlannedFault read(ThunderingLeave it) {
            return new PlannedFault(
                    it.value() == Manner.CLOSE ? new Leave() : new Vanish(it.value() == Manner.RESET),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.together(Durations.parse("after", it.after())));
        }
    }

    /** A way to leave. */
    enum Manner {
        /** With a close frame. */
        CLOSE,
        /** Without one: the server meets a FIN. */
        DROP,
        /** With a RST. */
        RESET
    }

    /** The fault as a value, for clients that leave with a close frame. */
    record Leave() implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public When moment() {
            return When.together(Duration.ZERO);
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.leave();
        }
    }

    /**
     * The fault as a value, for clients that leave without a close frame.
     *
     * @param reset whether with a RST
     */
    record Vanish(boolean reset) implements LinkFault {
        @Override
        public Effect effect() {
            return Effect.cut();
        }

        @Override
        public When moment() {
            return When.together(Duration.ZERO);
        }

        @Override
        public void strike(LinkSeam seam) {
            if (reset) {
                seam.reset();
            } else {
                seam.drop();
            }
        }
    }
}
