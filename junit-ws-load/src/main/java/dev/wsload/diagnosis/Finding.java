package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cause that what was seen points to, with the evidence for it. Immutable.
 *
 * @param cause in one sentence; where several look the same from outside, all of them
 * @param entry of the field guide, such as {@code F14}; empty for what is not in it
 * @param because the evidence, a fact each
 * @param remedy what to do
 * @param unknown what was not established; empty if nothing is left
 * @param clients on whom it was seen, by their indexes
 * @since 0.1
 */
public record Finding(
        String cause, String entry, List<String> because, String remedy, String unknown, Set<Integer> clients) {
    /** A finding that has not been seen on anybody yet. */
    Finding(String cause, String entry, List<String> because, String remedy, String unknown) {
        this(cause, entry, because, remedy, unknown, Set.of());
    }

    /** Returns it as seen on these clients. */
    Finding on(List<ClientOutcome> some) {
        return new Finding(
                cause,
                entry,
                because,
                remedy,
                unknown,
                some.stream().map(ClientOutcome::client).collect(Collectors.toSet()));
    }

    /** Refuses nulls. */
    public Finding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(entry, "entry");
        because = List.copyOf(because);
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(unknown, "unknown");
        clients = Set.copyOf(clients);
    }
}
