package com.example.field;

import dev.wsload.fault.Effect;
import dev.wsload.fault.FaultReader;
import dev.wsload.fault.FaultType;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ServerFault;
import dev.wsload.fault.ServerSeam;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The server resets connections in mid-run: a fault of a user's own. */
@FaultType(ServerReset.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@interface ServerReset {
    /** After how many messages of a client. */
    int afterMessages();

    /** Reads the annotation. */
    final class Reader implements FaultReader<ServerReset> {
        @Override
        public PlannedFault read(ServerReset it) {
            return new PlannedFault(new Reset(), Victims.all(), When.afterMessages(it.afterMessages()));
        }
    }

    /** The fault as a value. */
    record Reset() implements ServerFault {
        @Override
        public Effect effect() {
            return Effect.cut();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.reset();
        }
    }
}
