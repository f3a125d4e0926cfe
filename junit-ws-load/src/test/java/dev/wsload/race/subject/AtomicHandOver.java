package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.started;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** By atomics and variable handles. */
enum AtomicHandOver implements Round {
    ATOMIC_REFERENCE {
        @Override
        public void round() throws Exception {
            AtomicReference<Parcel> place = new AtomicReference<>();
            started(() -> place.set(filled()));
            awaited(place::get).change();
        }
    },
    ATOMIC_REFERENCE_ORDERED {
        @Override
        public void round() throws Exception {
            AtomicReference<Parcel> place = new AtomicReference<>();
            started(() -> place.setRelease(filled()));
            awaited(place::getAcquire).change();
        }
    },
    ATOMIC_ARRAY {
        @Override
        public void round() throws Exception {
            AtomicReferenceArray<Parcel> place = new AtomicReferenceArray<>(1);
            started(() -> place.set(0, filled()));
            awaited(() -> place.get(0)).change();
        }
    },
    ATOMIC_FLAG {
        @Override
        public void round() throws Exception {
            AtomicBoolean isMine = new AtomicBoolean();
            Parcel parcel = new Parcel();
            inTurns(() -> {
                while (!isMine.compareAndSet(false, true)) {
                    Thread.onSpinWait();
                }
                parcel.change();
                isMine.set(false);
            });
        }
    },
    ATOMIC_COUNTER {
        @Override
        public void round() throws Exception {
            AtomicInteger turn = new AtomicInteger();
            Parcel parcel = new Parcel();
            started(() -> {
                parcel.fill();
                turn.incrementAndGet();
            });
            while (turn.get() == 0) {
                Thread.onSpinWait();
            }
            parcel.change();
        }
    },
    VAR_HANDLE_RELEASE {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> Slot.PARCEL.setRelease(slot, filled()));
            awaited(() -> (Parcel) Slot.PARCEL.getAcquire(slot)).change();
        }
    },
    VAR_HANDLE_CAS {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> Slot.PARCEL.compareAndSet(slot, null, filled()));
            awaited(() -> (Parcel) Slot.PARCEL.getAndSet(slot, null)).change();
        }
    },
    STATIC_VAR_HANDLE {
        @Override
        public void round() throws Exception {
            Slot.STATIC.setRelease((Parcel) null);
            Thread other = started(() -> Slot.STATIC.setRelease(filled()));
            awaited(() -> (Parcel) Slot.STATIC.getAcquire()).change();
            other.join();
        }
    };
}
