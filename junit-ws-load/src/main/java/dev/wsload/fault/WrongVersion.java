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
 * Clients ask for another version of the protocol than 13; the server must refuse it (RFC 6455 section 4.4).
 *
 * @since 0.1
 */
@FaultType(WrongVersion.Reader.class)
@Repeatable(WrongVersion.Several.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface WrongVersion {
    /** The version. */
    int value() default 99;

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
        WrongVersion[] value();
    }

    /** Reads the annotation. */
    final class Reader implements FaultReader<WrongVersion> {
        @Override
        public PlannedFault read(WrongVersion it) {
            return new PlannedFault(
                    new Version(it.value()), Victims.of(it.share(), it.count(), it.clients()), When.inHandshake());
        }
    }

    /** The fault as a value. */
    record Version(int version) implements ClientFault {
        /** Refuses 13, the right one. */
        public Version {
            Rules.require(version != 13, "version", version, "another one than 13", "13 is the right one");
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
        public void strike(ClientSeam seam) {
            seam.editRequest(request ->
                    request.replaceFirst("(?i)Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: " + version));
        }
    }
}
