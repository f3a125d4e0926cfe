package dev.wsload.fault;

import dev.wsload.value.Rules;
import dev.wsload.wire.Header;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/**
 * The hosted server refuses the opening handshake with a status of HTTP (RFC 6455 section 4.2.2), as one that is overloaded, or has
 * an admission limit, does.
 *
 * @since 0.1
 */
@FaultType(RefuseUpgrade.Reader.class)
@Repeatable(RefuseUpgrade.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface RefuseUpgrade {
    /** The status, 200 to 599. */
    int value() default 503;

    /** The Retry-After header (RFC 9110 section 10.2.3), such as {@code "30"}; none if empty. */
    String retryAfter() default "";

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
        RefuseUpgrade[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<RefuseUpgrade> {
        @Override
        public PlannedFault read(RefuseUpgrade it) {
            return new PlannedFault(
                    new Refusal(it.value(), it.retryAfter()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Refusal(int status, String retryAfter) implements ServerFault {
        /** Refuses what is no status of an answer that ends a handshake. */
        public Refusal {
            Rules.between(200, 599, "value", status, "503 is a server that is overloaded");
        }

        @Override
        public Effect effect() {
            return Effect.refused();
        }

        @Override
        public When moment() {
            return When.inHandshake();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.refuseUpgrade(
                    status, retryAfter.isEmpty() ? List.of() : List.of(new Header("Retry-After", retryAfter)));
        }
    }
}
