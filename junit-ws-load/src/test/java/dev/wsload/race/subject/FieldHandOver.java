package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.started;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** By volatile and final fields. */
enum FieldHandOver implements Round {
    VOLATILE {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> slot.published = filled());
            awaited(() -> slot.published).change();
        }
    },
    STATIC_VOLATILE {
        @Override
        public void round() throws Exception {
            Slot.everybodys = null;
            Thread other = started(() -> Slot.everybodys = filled());
            awaited(() -> Slot.everybodys).change();
            other.join();
        }
    },
    INHERITED_VOLATILE {
        @Override
        public void round() throws Exception {
            Slot.everybodys = null;
            Thread other = started(() -> SpecialSlot.publish(filled()));
            awaited(() -> Slot.everybodys).change();
            other.join();
        }
    },
    REFLECTION {
        @Override
        public void round() throws Exception {
            Field published = Slot.class.getDeclaredField("published");
            Slot slot = new Slot();
            started(() -> slot.published = filled());
            awaited(() -> (Parcel) published.get(slot)).change();
            Slot other = new Slot();
            started(() -> published.set(other, filled()));
            awaited(() -> other.published).change();
        }
    },
    STATIC_REFLECTION {
        @Override
        public void round() throws Exception {
            Field published = Slot.class.getDeclaredField("everybodys");
            Slot.everybodys = null;
            Thread other = started(() -> published.set(null, filled()));
            awaited(() -> Slot.everybodys).change();
            other.join();
            Slot.everybodys = null;
            Thread another = started(() -> Slot.everybodys = filled());
            awaited(() -> (Parcel) published.get(null)).change();
            another.join();
        }
    },
    ARGUMENT_OF_SUPER {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> slot.published = filled());
            Heir heir = new Heir(slot);
            while (heir.parcel == null) {
                heir = new Heir(slot);
            }
            heir.parcel.change();
        }
    },
    /** Nothing in it is to be judged, but two threads use it. */
    STATIC_AND_SAFE {
        @Override
        public void round() throws Exception {
            inTurns(Hall::enter);
        }
    },
    FINAL_FIELDS {
        @Override
        public void round() throws Exception {
            Slot slot = new Slot();
            started(() -> slot.published = null);
            Immutable shared = new Immutable(7, List.of("a"));
            inTurns(shared::check);
        }
    };

    /** Names what it inherits as if it were its own. */
    private static final class SpecialSlot extends Slot {
        static void publish(Parcel parcel) {
            everybodys = parcel;
        }
    }

    private static final class Hall {
        private static final Set<Thread> VISITORS = ConcurrentHashMap.newKeySet();

        private Hall() {}

        static void enter() {
            VISITORS.add(Thread.currentThread());
        }
    }

    private static class Keeper {
        final Parcel parcel;

        Keeper(Parcel parcel) {
            this.parcel = parcel;
        }
    }

    private static final class Heir extends Keeper {
        Heir(Slot slot) {
            super(slot.published);
        }
    }

    private static final class Immutable {
        private final int number;
        private final List<String> notes;

        Immutable(int number, List<String> notes) {
            this.number = number;
            this.notes = notes;
        }

        void check() {
            if (number != 7 || notes.size() != 1) {
                throw new IllegalStateException("not as it was made");
            }
        }
    }
}
