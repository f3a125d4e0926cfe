package com.example.chat;

import dev.wsload.fault.ClientFault;
import dev.wsload.fault.ClientSeam;
import dev.wsload.fault.Effect;
import dev.wsload.fault.FaultReader;
import dev.wsload.fault.FaultType;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;

/** Every tenth client says something that nobody asked for: a fault of a user's own. */
@FaultType(Heckle.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@interface Heckle {
    String value();

    /** Reads the annotation. */
    final class Reader implements FaultReader<Heckle> {
        @Override
        public PlannedFault read(Heckle it) {
            return new PlannedFault(new Words(it.value()), Victims.share(0.1), When.afterMessages(3));
        }
    }

    /** The fault as a value. */
    record Words(String words) implements ClientFault {
        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(ClientSeam seam) {
            seam.sendFrame(0x81, words.getBytes(StandardCharsets.UTF_8));
        }
    }
}
