package com.example.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wsload.fault.Effect;
import dev.wsload.fault.FaultReader;
import dev.wsload.fault.FaultType;
import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ServerFault;
import dev.wsload.fault.ServerSeam;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.wire.RawFrame;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Locale;

/** The hosted server answers some clients in capitals: a fault of a user's own, on the server's side. */
@FaultType(Shout.Reader.class)
@Retention(RetentionPolicy.RUNTIME)
@interface Shout {
    int[] clients();

    /** Reads the annotation. */
    final class Reader implements FaultReader<Shout> {
        @Override
        public PlannedFault read(Shout it) {
            return new PlannedFault(new Capitals(), Victims.clients(it.clients()), When.onceOpen());
        }
    }

    /** The fault as a value. */
    record Capitals() implements ServerFault {
        @Override
        public Effect effect() {
            return Effect.harmless();
        }

        @Override
        public void strike(ServerSeam seam) {
            seam.editFrames("shouted", frame -> List.of(frame.isMessage() ? shouted(frame) : frame));
        }

        private static RawFrame shouted(RawFrame frame) {
            String text = new String(frame.payload(), UTF_8);
            return RawFrame.of(
                    frame.firstByte(), null, text.toUpperCase(Locale.ROOT).getBytes(UTF_8));
        }
    }
}
