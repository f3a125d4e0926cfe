package dev.wsload.fault;

import dev.wsload.value.Rules;
import dev.wsload.wire.FrameEncoder;
import dev.wsload.wire.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Several writers write to one connection at the same time without a lock, so that their frames get into each other,
 * cut at points that the seed draws. RFC 6455 section 5.4 lets frames follow one another only. With a lock the same
 * frames come whole. It is the mistake behind "concurrent write to websocket connection", made visible to the server.
 *
 * @since 0.1
 */
@FaultType(ConcurrentWriters.Reader.class)
@Repeatable(ConcurrentWriters.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ConcurrentWriters {
    /** How many writers, 2 to 64. */
    int value();

    /** Whether they share a lock: the healthy way, to compare with. */
    boolean locked() default false;

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
        ConcurrentWriters[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ConcurrentWriters> {
        @Override
        public PlannedFault read(ConcurrentWriters it) {
            return new PlannedFault(
                    new Writers(it.value(), it.locked()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Writers(int writers, boolean locked) implements ClientFault {
        private static final int LARGEST_FRAME = 128;
        private static final Interleaving INTERLEAVING = new Interleaving(Role.SERVER);

        /** Refuses fewer than two writers. */
        public Writers {
            Rules.between(2, 64, "writers", writers, "it takes two to get into each other");
        }

        @Override
        public Effect effect() {
            return locked ? Effect.harmless() : Effect.garbled();
        }

        @Override
        public void strike(ClientSeam seam) {
            List<ByteBuffer> frames = frames(seam.random());
            seam.sendRaw(locked ? whole(frames) : INTERLEAVING.torn(frames, seam.random()));
        }

        private ByteBuffer whole(List<ByteBuffer> frames) {
            ByteBuffer all = ByteBuffer.allocate(writers * LARGEST_FRAME);
            frames.forEach(all::put);
            return all.flip();
        }

        private List<ByteBuffer> frames(RandomGenerator random) {
            List<ByteBuffer> frames = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String words = "writer " + writer + " says " + "word ".repeat(random.nextInt(2, 9));
                ByteBuffer frame = ByteBuffer.allocate(LARGEST_FRAME);
                FrameEncoder.encode(frame, 0x81, random.nextInt(), StandardCharsets.US_ASCII.encode(words));
                frames.add(frame.flip());
            }
            return frames;
        }
    }
}
