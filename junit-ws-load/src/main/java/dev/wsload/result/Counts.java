package dev.wsload.result;

import dev.wsload.metrics.Figures;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often each of several kinds was seen: the most frequent first, and kinds of one frequency in their natural order.
 * Immutable, thread-safe as long as the kinds are.
 *
 * @param <K> the kind, such as a close code or a {@link FailureKind}
 * @since 0.1
 */
public final class Counts<K extends Comparable<? super K>> {
    private final Map<K, Long> counts;

    private Counts(Map<K, Long> counts) {
        this.counts = counts;
    }

    /** Counts these. */
    public static <K extends Comparable<? super K>> Counts<K> of(Stream<K> seen) {
        Map<K, Long> byKind =
                seen.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        Map<K, Long> byFrequency = new LinkedHashMap<>();
        byKind.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> byFrequency.put(entry.getKey(), entry.getValue()));
        return new Counts<>(byFrequency);
    }

    /** Counts why clients could not connect. */
    public static Counts<FailureKind> ofFailures(List<ClientOutcome> outcomes) {
        return of(outcomes.stream()
                .map(ClientOutcome::failure)
                .filter(Objects::nonNull)
                .map(ConnectFailure::kind));
    }

    /** Returns how many were counted in all. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how often this kind was seen, 0 if never. */
    public long count(K kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Returns the kinds in their order. */
    public List<K> kinds() {
        return List.copyOf(counts.keySet());
    }

    /** Returns each kind in words, in their order; the function makes them of the number, as text, and the kind. */
    public List<String> inWords(BiFunction<String, K, String> words) {
        return counts.entrySet().stream()
                .map(entry -> words.apply(Figures.count(entry.getValue()), entry.getKey()))
                .toList();
    }

    /** Returns {@code 8 x REFUSED, 2 x RESET}. */
    @Override
    public String toString() {
        return String.join(", ", inWords((count, kind) -> count + " x " + kind));
    }
}
