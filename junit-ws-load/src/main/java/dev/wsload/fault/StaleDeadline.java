package dev.wsload.fault;

import dev.wsload.value.Durations;
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
import java.time.Duration;

/**
 * A deadline is set once, when the connection opens, and never renewed: when it has passed, every read or write fails, however busy
 * the connection is.
 *
 * <ul>
 *   <li>The hosted server's reads: it leaves its read loop and closes without a status, so clients see 1005 at the same age.
 *   <li>The hosted server's writes: its next write fails, and the connection with it; clients see 1006.
 *   <li>The client's reads: it drops the connection without a close frame, so the server sees the end of TCP.
 *   <li>The client's writes: the same, with the first frame that it sends from then on.
 * </ul>
 *
 * @since 0.1
 */
@FaultType(StaleDeadline.Reader.class)
@Repeatable(StaleDeadline.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface StaleDeadline {
    /** How long after the opening it passes, more than zero, such as {@code "2 s"}. */
    String value();

    /** On which side. */
    Side on() default Side.SERVER;

    /** Of what. */
    Work of() default Work.READS;

    /** Which share of the clients, more than 0 and at most 1. */
    double share() default 1;

    /** How many clients, in place of a share. */
    int count() default 0;

    /** Which clients, by their indexes, in place of a share. */
    int[] clients() default {};

    /** A side of the connection. */
    enum Side {
        /** The server, hosted here. */
        SERVER,
        /** The client. */
        CLIENT
    }

    /** What fails once the deadline has passed. */
    enum Work {
        /** Every read. */
        READS,
        /** Every write. */
        WRITES
    }

    /** Several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {
        /** The faults. */
        StaleDeadline[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<StaleDeadline> {
        @Override
        public PlannedFault read(StaleDeadline it) {
            Duration deadline =
                    Rules.positive("value", Durations.parse("value", it.value()), "give when the deadline passes");
            return new PlannedFault(
                    it.on() == Side.SERVER ? new InServer(it.of()) : new InClient(it.of()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    it.on() == Side.CLIENT && it.of() == Work.WRITES
                            ? When.after(deadline).midFrame()
                            : When.after(deadline));
        }
    }

    /**
     * The fault of the hosted server as a value; its moment is when the deadline passes: {@code When.after(ofSeconds(2))}.
     *
     * @param of what fails
     */
    record InServer(Work of) implements ServerFault {
        @Override
        public Effect effect() {
            return of == Work.READS ? Effect.closedWith(CloseCode.NO_STATUS_RECEIVED) : Effect.cut();
        }

        @Override
        public void strike(ServerSeam seam) {
            if (of == Work.READS) {
                seam.close(FrameEncoder.closePayload(CloseCode.NO_STATUS_RECEIVED, ""));
            } else {
                seam.failWrites();
            }
        }
    }

    /**
     * The fault of the client as a value; its moment is when the deadline passes, for writes in mid-frame.
     *
     * @param of what fails
     */
    record InClient(Work of) implements LinkFault {
        @Override
        public Effect effect() {
            return Effect.cut();
        }

        @Override
        public void strike(LinkSeam seam) {
            seam.drop();
        }
    }
}
