package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

/** Races for elements of arrays. */
enum ArrayRace implements Round {
    /** Beyond the elements of which each is watched. */
    LONG_ARRAY {
        @Override
        public void round() throws Exception {
            int[] array = new int[1_000_000];
            atOnce(() -> fillFromTheMiddle(array), () -> fillFromTheMiddle(array));
        }

        private void fillFromTheMiddle(int[] array) {
            for (int i = array.length / 2; i < array.length; i++) {
                array[i] = i;
            }
        }
    }
}
