package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clients never answer the server's close frame. Whether and when it ends TCP all the same is its policy (RFC 6455
 * section 7.1.1).
 *
 * @since 0.1
 */
@FaultType(NoCloseReply.Reader.class)
@Repeatable(NoCloseReply.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface NoCloseReply {
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
        NoCloseReply[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<NoCloseReply> {
        @Override
        public PlannedFault read(NoCloseReply it) {
            return new PlannedFault(
                    new Deaf(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), it.afterBytes(), it.after(), false));
        }
    }

    /** The fault as a value. */
    record Deaf() implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.any();
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.ignoreClose();
        }
    }
}
