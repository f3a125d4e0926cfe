package dev.wsload.preflight;

import java.util.Locale;

/** Sentences that read the same in every locale. */
final class Sentence {
    private static final long MEBIBYTE = 1 << 20;

    private Sentence() {}

    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Returns the remedy that always works, if it leaves any clients. */
    static String fewer(long clients) {
        return clients < 1 ? "" : of("use at most %,d clients here, ", clients);
    }

    /** Rounds up, as an option of the JVM or of docker counts. */
    static long mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }
}
