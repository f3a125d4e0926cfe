package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

/** Races for fields. */
enum FieldRace implements Round {
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
}
