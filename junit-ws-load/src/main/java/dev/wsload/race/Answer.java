package dev.wsload.race;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a call returned.
 *
 * @param seen the clients in it, as the list keeps them
 * @param size the number in it
 * @param failure what it threw; null if nothing
 */
record Answer(List<?> seen, int size, Throwable failure) {
    static final Answer NOTHING = new Answer(List.of(), 0, null);

    static Answer failed(Throwable failure) {
        return new Answer(List.of(), 0, failure);
    }

    static Answer of(List<?> seen) {
        return new Answer(seen, 0, null);
    }

    static Answer of(int size) {
        return new Answer(List.of(), size, null);
    }

    /** Returns {@code [c0, c2]}. */
    static String inWords(int clients) {
        return IntStream.range(0, Integer.SIZE)
                .filter(client -> (clients >>> client & 1) == 1)
                .mapToObj(client -> "c" + client)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
