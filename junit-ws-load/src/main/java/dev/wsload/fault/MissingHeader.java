package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/**
 * Clients leave a header out of the request of the opening handshake (RFC 6455 section 4.1).
 *
 * @since 0.1
 */
@FaultType(MissingHeader.Reader.class)
@Repeatable(MissingHeader.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface MissingHeader {
    /** The name of the header, such as {@code "Sec-WebSocket-Key"}, in any case. */
    String value();

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
        MissingHeader[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<MissingHeader> {
        @Override
        public PlannedFault read(MissingHeader it) {
            return new PlannedFault(
                    new Omission(it.value()), Victims.of(it.share(), it.count(), it.clients()), When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Omission(String header) implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.refused();
        }

        @Override
        public When moment() {
            return When.inHandshake();
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.editRequest(request -> request.replaceFirst("(?im)^" + Pattern.quote(header) + ":.*\r\n", ""));
        }
    }
}
