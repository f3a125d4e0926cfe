package dev.wsload;

import java.util.Comparator;
import java.util.Set;

/** Finds what a misspelt name may have meant. */
final class Spelling {
    private Spelling() {}

    static String nearest(String name, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
                .orElseThrow();
    }

    /** Returns how many letters must be added, removed or changed (Levenshtein 1966). */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            previous = next(previous, row, from.charAt(row - 1), to);
        }
        return previous[to.length()];
    }

    private static int[] next(int[] previous, int row, char letter, String to) {
        int[] next = new int[previous.length];
        next[0] = row;
        for (int column = 1; column < next.length; column++) {
            int changed = previous[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
            next[column] = Math.min(changed, 1 + Math.min(previous[column], next[column - 1]));
        }
        return next;
    }
}
