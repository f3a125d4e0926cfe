package dev.wsload.fault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clients send another value of a header in the request of the opening handshake, or a header that is not there
 * otherwise (RFC 6455 section 4.1).
 *
 * @since 0.1
 */
@FaultType(WrongHeader.Reader.class)
@Repeatable(WrongHeader.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface WrongHeader {
    /** The name of the header, such as {@code "Upgrade"}, in any case. */
    String header();

    /** Its value. */
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
        WrongHeader[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<WrongHeader> {
        @Override
        public PlannedFault read(WrongHeader it) {
            return new PlannedFault(
                    new Lie(it.header(), it.value()),
                    Victims.of(it.share(), it.count(), it.clients()),
                    When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Lie(String header, String text) implements ClientFault {
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
            String without = "(?im)^" + Pattern.quote(header) + ":.*\r\n";
            seam.editRequest(request -> request.replaceFirst(without, "")
                    .replaceFirst("\r\n", Matcher.quoteReplacement("\r\n" + header + ": " + text + "\r\n")));
        }
    }
}
