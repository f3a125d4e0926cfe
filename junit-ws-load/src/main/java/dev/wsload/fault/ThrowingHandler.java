package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint's handler throws when it gets a message, in place of what it would do. What becomes of the connection is up to the
 * container. The exception is no error of the test.
 *
 * @since 0.1
 */
@FaultType(ThrowingHandler.Reader.class)
@Repeatable(ThrowingHandler.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ThrowingHandler {
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
        ThrowingHandler[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<ThrowingHandler> {
        @Override
        public PlannedFault read(ThrowingHandler it) {
            return new PlannedFault(
                    new Handler(),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.of(it.afterMessages(), 0, it.after(), false));
        }
    }

    /** The fault as a value. */
    record Handler() implements ServerFault {
        @Override
        public Effect effect() {
            return Effect.any();
        }

        @Override
        public void strike(ServerSeam seam) {
            int client = seam.client();
            seam.inHandler(() -> {
                throw new InjectedException("the handler of client " + client + " throws, by a fault");
            });
        }
    }
}
