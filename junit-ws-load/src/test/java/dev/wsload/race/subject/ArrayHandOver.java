package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.Arrays;

/** What threads may do to one array at a time. */
enum ArrayHandOver implements Round {
    COPIES_INTO_PARTS {
        @Override
        public void round() throws Exception {
            int[] array = new int[100];
            atOnce(() -> copyTo(array, 0), () -> copyTo(array, 50));
            if (Arrays.stream(array).sum() != 100) {
                throw new IllegalStateException(Arrays.toString(array));
            }
        }

        private void copyTo(int[] array, int from) {
            int[] ones = new int[50];
            Arrays.fill(ones, 1);
            System.arraycopy(ones, 0, array, from, ones.length);
        }
    },
    FILLS_PARTS {
        @Override
        public void round() throws Exception {
            long[] array = new long[1_000];
            atOnce(() -> Arrays.fill(array, 0, 500, 1), () -> Arrays.sort(array, 500, 1_000));
        }
    },
    COPIES_THE_BEGINNING {
        @Override
        public void round() throws Exception {
            Journal journal = new Journal();
            atOnce(journal::fill, journal::readToTheEnd);
        }
    };

    /** Whoever reads only as far as its count says never meets whoever appends. */
    private static final class Journal {
        private final String[] entries = new String[50];
        private volatile int count;

        void fill() {
            for (int i = 0; i < entries.length; i++) {
                entries[i] = "entry " + i;
                count = i + 1;
            }
        }

        void readToTheEnd() {
            while (Arrays.copyOf(entries, count).length < entries.length) {
                Thread.onSpinWait();
            }
        }
    }
}
