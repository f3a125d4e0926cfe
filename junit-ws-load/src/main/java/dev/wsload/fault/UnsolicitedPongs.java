package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients send pongs that nobody asked for; the server must ignore them (RFC 6455 section 5.5.3).
 *
 * @since 0.1
 */
@FaultType(UnsolicitedPongs.Reader.class)
@Repeatable(UnsolicitedPongs.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface UnsolicitedPongs {
    /** How many, at least 1. */
    int value() default 3;

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
        UnsolicitedPongs[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<UnsolicitedPongs> {
        @Override
        public PlannedFault read(UnsolicitedPongs it) {
            return new PlannedFault(
                    new Pongs(it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Pongs(int number) implements ClientFault {
        /** Refuses less than one. */
        public Pongs {
            Rules.atLeast(1, "number", number, "leave it out for 3");
        }

        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(ClientSeam seam) {
            for (int pong = 0; pong < number; pong++) {
                seam.sendFrame(0x8A, new byte[] {'p'});
            }
        }
    }
}
