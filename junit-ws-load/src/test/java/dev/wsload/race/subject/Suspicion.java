package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

/** Only chance puts two threads in an order here. */
enum Suspicion implements Round {
    /** The read comes behind a lock that it does not hold. */
    UNLOCKED_READ {
        @Override
        public void round() throws Exception {
            play(new Topic());
        }
    },
    UNLOCKED_READ_OF_WHAT_HAD_A_VALUE {
        @Override
        public void round() throws Exception {
            play(new Topic("none"));
        }
    };

    private static void play(Topic topic) throws Exception {
        Begun isSet = new Begun();
        atOnce(
                () -> {
                    topic.set("news");
                    isSet.say();
                },
                () -> {
                    isSet.await();
                    topic.count();
                    topic.check("news");
                });
    }

    private static final class Topic {
        private String name;
        private int counted;

        Topic() {}

        Topic(String name) {
            this.name = name;
        }

        synchronized void set(String to) {
            name = to;
        }

        synchronized void count() {
            counted++;
        }

        void check(String expected) {
            if (!expected.equals(name)) {
                throw new IllegalStateException(name);
            }
        }
    }
}
