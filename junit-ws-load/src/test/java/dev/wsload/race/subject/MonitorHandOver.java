package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.started;

/** By monitors. */
enum MonitorHandOver implements Round {
    MONITOR {
        @Override
        public void round() throws Exception {
            Parcel parcel = new Parcel();
            inTurns(() -> {
                synchronized (parcel) {
                    parcel.change();
                }
            });
        }
    },
    SYNCHRONIZED_METHOD {
        @Override
        public void round() throws Exception {
            GuardedCount guarded = new GuardedCount();
            inTurns(guarded::count);
        }
    },
    STRING_BUFFER {
        @Override
        public void round() throws Exception {
            StringBuffer said = new StringBuffer();
            Slot slot = new Slot();
            started(() -> {
                slot.guarded = filled();
                said.append("filled");
            });
            while (said.length() == 0) {
                Thread.onSpinWait();
            }
            slot.guarded.change();
        }
    },
    WAIT_AND_NOTIFY {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> {
                Parcel filled = filled();
                synchronized (slot) {
                    slot.guarded = filled;
                    slot.notifyAll();
                }
            });
            Parcel got;
            synchronized (slot) {
                while (slot.guarded == null) {
                    slot.wait(5_000);
                }
                got = slot.guarded;
            }
            got.change();
        }
    },
    SUPER_WAIT {
        @Override
        public void round() throws Exception {
            Bell bell = new Bell();
            Thread other = started(() -> {
                Parcel filled = filled();
                bell.ring(filled);
            });
            bell.heard().change();
            other.join();
        }
    };

    private static final class Bell {
        private Parcel brought;

        synchronized void ring(Parcel parcel) {
            brought = parcel;
            notifyAll();
        }

        synchronized Parcel heard() throws InterruptedException {
            while (brought == null) {
                super.wait(5_000);
            }
            return brought;
        }
    }
}
