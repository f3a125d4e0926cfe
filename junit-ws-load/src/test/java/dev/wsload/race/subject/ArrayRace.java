package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.Arrays;

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
    },
    COPIED_INTO {
        @Override
        public void round() throws Exception {
            int[] array = new int[8];
            atOnce(() -> System.arraycopy(new int[4], 0, array, 2, 4), () -> array[5] = 1);
        }
    },
    COPIED_FROM {
        @Override
        public void round() throws Exception {
            int[] array = new int[8];
            atOnce(() -> System.arraycopy(array, 2, new int[4], 0, 4), () -> array[5] = 1);
        }
    },
    FILL_AND_COPY {
        @Override
        public void round() throws Exception {
            long[] array = new long[1_000];
            atOnce(() -> Arrays.fill(array, 1), () -> Arrays.copyOf(array, 500));
        }
    }
}
