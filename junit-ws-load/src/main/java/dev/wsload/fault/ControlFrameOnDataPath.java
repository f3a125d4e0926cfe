package dev.wsload.fault;

import dev.wsload.wire.RawFrame;
import dev.wsload.wire.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A task writes a control frame on the data path while another one sends a message: the control frame lands in the middle of the
 * message's frame, at a point that the seed draws. Control frames may stand between the frames of a message (RFC 6455 section
 * 5.4), never inside one.
 *
 * @since 0.1
 */
@FaultType(ControlFrameOnDataPath.Reader.class)
@Repeatable(ControlFrameOnDataPath.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ControlFrameOnDataPath {
    /** Which control frame. */
    Kind value() default Kind.PONG;

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
        ControlFrameOnDataPath[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ControlFrameOnDataPath> {
        @Override
        public PlannedFault read(ControlFrameOnDataPath it) {
            return new PlannedFault(
                    new Collision(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** A control frame. */
    enum Kind {
        /** A pong with an empty payload. */
        PONG(0x8A),
        /** A ping with an empty payload. */
        PING(0x89),
        /** A close frame without a status. */
        CLOSE(0x88);

        private final int firstByte;

        Kind(int firstByte) {
            this.firstByte = firstByte;
        }
    }

    /** The fault as a value. */
    record Collision(Kind kind) implements ClientFault {
        private static final Interleaving INTERLEAVING = new Interleaving(Role.SERVER);
        private static final byte[] MESSAGE = "a message that another task sends".getBytes(StandardCharsets.US_ASCII);

        @Override
        public Effect effect() {
            return Effect.garbled();
        }

        @Override
        public void strike(ClientSeam seam) {
            RandomGenerator random = seam.random();
            RawFrame message = RawFrame.of(0x81, random.nextInt(), MESSAGE);
            RawFrame control = RawFrame.of(kind.firstByte, random.nextInt(), new byte[0]);
            seam.sendRaw(INTERLEAVING.torn(List.of(message.bytes(), control.bytes()), random));
        }
    }
}
