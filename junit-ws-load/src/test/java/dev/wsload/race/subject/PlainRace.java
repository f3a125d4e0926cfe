package dev.wsload.race.subject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Races in plain sight. */
enum PlainRace implements Round {
    INHERITED_FIELD {
        @Override
        public void round() throws Exception {
            Child child = new Child();
            atOnce(child::countByParent, child::countByChild);
        }
    },
    INHERITED_STATIC {
        @Override
        public void round() throws Exception {
            atOnce(Parent::countAllByParent, Child::countAllByChild);
        }
    },
    ADD_ALL {
        @Override
        public void round() throws Exception {
            List<String> list = new ArrayList<>();
            atOnce(() -> Collections.addAll(list, "a"), () -> Collections.addAll(list, "b"));
        }
    },
    /** More pairs of places than are reported. */
    MANY_PLACES {
        @Override
        public void round() throws Exception {
            for (int i = 0; i < 20; i++) {
                Child child = new Child();
                atOnce(child::countInManyPlaces, child::countInManyPlaces);
            }
        }
    };

    private static class Parent {
        static int all;
        int count;

        void countByParent() {
            count++;
        }

        static void countAllByParent() {
            all++;
        }
    }

    private static final class Child extends Parent {
        void countByChild() {
            count++;
        }

        void countInManyPlaces() {
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
            count++;
        }

        static void countAllByChild() {
            all++;
        }
    }

    private static void atOnce(Runnable one, Runnable other) throws InterruptedException {
        Thread first = new Thread(one);
        Thread second = new Thread(other);
        first.start();
        second.start();
        first.join();
        second.join();
    }
}
