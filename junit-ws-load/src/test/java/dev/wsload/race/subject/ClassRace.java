package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.ArrayList;
import java.util.List;

/** Races while classes are initialized, which happens once in a JVM. */
enum ClassRace implements Round {
    /** Each initializer is one thread's alone, and what they fill is not. */
    TWO_INITIALIZERS {
        @Override
        public void round() throws Exception {
            Register.NAMES.size();
            atOnce(One::touch, Another::touch);
        }
    };

    private static final class Register {
        static final List<String> NAMES = new ArrayList<>();

        private Register() {}
    }

    private static final class One {
        static {
            Register.NAMES.add("one");
        }

        private One() {}

        static void touch() {}
    }

    private static final class Another {
        static {
            Register.NAMES.add("another");
        }

        private Another() {}

        static void touch() {}
    }
}
