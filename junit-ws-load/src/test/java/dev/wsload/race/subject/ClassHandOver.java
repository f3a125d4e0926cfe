package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.atOnce;
import static dev.wsload.race.subject.Threads.inTurns;

/** By the initialization of a class. */
enum ClassHandOver implements Round {
    CLASS_INITIALIZATION {
        @Override
        public void round() throws Exception {
            inTurns(Holder::look);
        }
    },
    INHERITED_CONSTANT {
        @Override
        public void round() throws Exception {
            atOnce(() -> Heir.inherited().look(), () -> Heir.inherited().look());
        }
    },
    ENUM_BY_NAME {
        @Override
        public void round() throws Exception {
            atOnce(
                    () -> Planet.valueOf("EARTH").parcel.look(),
                    () -> Planet.valueOf("EARTH").parcel.look());
        }
    };

    private static class Legacy {
        static final Parcel PARCEL = filled();
    }

    /** Has no initializer itself. */
    private static final class Heir extends Legacy {
        static Parcel inherited() {
            return PARCEL;
        }
    }

    private enum Planet {
        EARTH;

        private final Parcel parcel = filled();
    }

    private static final class Holder {
        private static Parcel parcel = filled();

        private Holder() {}

        static void look() {
            parcel.look();
        }
    }
}
