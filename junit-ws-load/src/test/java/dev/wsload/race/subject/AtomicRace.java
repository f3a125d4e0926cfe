package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.started;

import java.util.concurrent.atomic.AtomicReference;

/** Races by accesses that are atomic and order nothing. */
enum AtomicRace implements Round {
    OPAQUE_REFERENCE {
        @Override
        public void round() throws Exception {
            AtomicReference<Parcel> place = new AtomicReference<>();
            started(() -> place.setOpaque(filled()));
            awaited(place::getOpaque).change();
        }
    },
    OPAQUE_HANDLE {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> Slot.PARCEL.setOpaque(slot, filled()));
            awaited(() -> (Parcel) Slot.PARCEL.getOpaque(slot)).change();
        }
    },
    PLAIN_REFERENCE {
        @Override
        public void round() throws Exception {
            AtomicReference<Parcel> place = new AtomicReference<>();
            started(() -> place.weakCompareAndSetPlain(null, filled()));
            awaited(place::getOpaque).change();
        }
    }
}
