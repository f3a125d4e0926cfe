package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Messages of the hosted server get lost on the way to the client: sent, as far as the endpoint knows. Messages in one frame only;
 * fragments pass.
 *
 * @since 0.1
 */
@FaultType(LostReplies.Reader.class)
@Repeatable(LostReplies.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface LostReplies {
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
        LostReplies[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<LostReplies> {
        @Override
        public PlannedFault read(LostReplies it) {
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
            RandomGenerator random = seam.random();
            seam.editFrames(
                    "lost a message",
                    frame -> frame.isMessage() && random.nextDouble() < rate ? List.of() : List.of(frame));
        }
    }
}
