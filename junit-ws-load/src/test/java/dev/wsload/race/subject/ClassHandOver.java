package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.atOnce;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.onThread;

import dev.wsload.race.subject.Threads.Work;
import dev.wsload.testkit.HeldElsewhere;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;

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
    },
    INITIALIZED_ELSEWHERE {
        @Override
        public void round() throws Exception {
            HeldElsewhere.makeBy(Parcel::filled);
            atOnce(() -> ((Parcel) HeldElsewhere.held()).look(), () -> ((Parcel) HeldElsewhere.held()).look());
        }
    },
    INITIALIZED_BY_CALL {
        @Override
        public void round() throws Exception {
            atOnce(Sign::look, Sign::look);
        }
    },
    INITIALIZED_BY_NEW {
        @Override
        public void round() throws Exception {
            atOnce(() -> new Mark().look(), () -> new Mark().look());
        }
    },
    /** Each has its own. */
    SAME_CLASS_OF_TWO_LOADERS {
        @Override
        public void round() throws Exception {
            Runnable one = counter();
            Runnable another = counter();
            atOnce(one::run, another::run);
        }

        private Runnable counter() throws Exception {
            URL classes = Counter.class.getProtectionDomain().getCodeSource().getLocation();
            ClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
            Constructor<?> made = loader.loadClass(Counter.class.getName()).getDeclaredConstructor();
            made.setAccessible(true);
            return (Runnable) made.newInstance();
        }
    };

    private static final class Counter implements Runnable {
        private static int count;

        @Override
        public void run() {
            count++;
        }
    }

    /** Has no initializer, and is filled by threads that those of others have started. */
    private static final class Depot {
        private static Parcel ofSign;
        private static Parcel ofMark;

        private Depot() {}

        static void fillForSign() {
            ofSign = filled();
        }

        static void fillForMark() {
            ofMark = filled();
        }

        static void fill(Work work) {
            try {
                onThread(work);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Sign {
        static {
            Depot.fill(Depot::fillForSign);
        }

        private Sign() {}

        static void look() {
            Depot.ofSign.look();
        }
    }

    private static final class Mark {
        static {
            Depot.fill(Depot::fillForMark);
        }

        void look() {
            Depot.ofMark.look();
        }
    }

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
