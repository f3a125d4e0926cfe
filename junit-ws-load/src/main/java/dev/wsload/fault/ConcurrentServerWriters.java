package dev.wsload.fault;

import dev.wsload.value.Rules;
import dev.wsload.wire.RawFrame;
import dev.wsload.wire.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Several threads of the hosted server write to one connection without a lock: frames that the endpoint sends within 20 ms of each
 * other get into each other, cut at points that the seed draws. Undertow itself keeps frames whole, so this happens below it; an
 * endpoint that sends one message at a time is not harmed, and control frames stay whole. Clients must refuse what they get as a protocol error, or find their
 * messages garbled.
 *
 * @since 0.1
 */
@FaultType(ConcurrentServerWriters.Reader.class)
@Repeatable(ConcurrentServerWriters.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ConcurrentServerWriters {
    /** How many writers there are, 2 to 64. */
    int value();

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
        ConcurrentServerWriters[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ConcurrentServerWriters> {
        @Override
        public PlannedFault read(ConcurrentServerWriters it) {
            return new PlannedFault(
                    new Writers(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Writers(int writers) implements ServerFault {
        /** Refuses fewer than two writers. */
        public Writers {
            Rules.between(2, 64, "writers", writers, "it takes two to get into each other");
        }

        @Override
        public Effect effect() {
            return Effect.torn();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.editFrames("", new Gathering(seam, writers)::edit);
        }
    }

    /** Frames on their way, until there is one of each writer, or none has come for a while. */
    final class Gathering {
        private static final Duration PATIENCE = Duration.ofMillis(20);
        private static final Interleaving INTERLEAVING = new Interleaving(Role.CLIENT);

        private final ServerSeam seam;
        private final int writers;
        private final List<RawFrame> gathered = new ArrayList<>();

        private Gathering(ServerSeam seam, int writers) {
            this.seam = seam;
            this.writers = writers;
        }

        /** A control frame, such as the close frame, comes whole behind what has been gathered: there may be none after it. */
        private List<RawFrame> edit(RawFrame frame) {
            gathered.add(frame);
            if (!frame.isData()) {
                return taken();
            }
            if (gathered.size() == writers) {
                release();
            } else if (gathered.size() == 1) {
                seam.after(PATIENCE, () -> {
                    if (gathered.contains(frame)) {
                        release();
                    }
                });
            }
            return List.of();
        }

        private void release() {
            List<RawFrame> frames = taken();
            if (frames.size() == 1) {
                seam.sendHeld(frames);
            } else {
                seam.sendRaw(
                        INTERLEAVING.torn(frames.stream().map(RawFrame::bytes).toList(), seam.random()));
            }
        }

        private List<RawFrame> taken() {
            List<RawFrame> frames = List.copyOf(gathered);
            gathered.clear();
            return frames;
        }
    }
}
