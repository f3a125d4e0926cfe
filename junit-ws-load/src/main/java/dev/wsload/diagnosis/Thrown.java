package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.FleetError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Exceptions that say by themselves what is wrong, thrown by a hosted endpoint, a script or a send. */
final class Thrown implements Cause {
    private static final List<Signature> SIGNATURES = List.of(
            new Signature(
                    text("_FULL_WRITING", "_PARTIAL_WRITING", "remote endpoint was in state ["),
                    "two threads write to one connection at the same time, and the container (Tomcat) refuses the second",
                    "F10",
                    "send through one thread for each connection, or lock the session around every send; Spring:"
                            + " ConcurrentWebSocketSessionDecorator"),
            new Signature(
                    text("WritePendingException", "Blocking message pending", "Unable to write"),
                    "a message is sent while the one before is being written, and the container (Jetty) refuses it",
                    "F10",
                    "await the callback of each send before the next, or lock the session around every send"),
            new Signature(
                    text("Too many open files"),
                    "a process ran out of file descriptors: where the endpoint is hosted here, that is the test's own",
                    "F1, F2",
                    "raise the hard limit (nofile) above two for each client, or run the server in a process of its own"),
            new Signature(
                    text("Cannot assign requested address"),
                    "this machine ran out of local ports",
                    "",
                    "let clients rotate over more source addresses, or widen net.ipv4.ip_local_port_range"),
            new Signature(
                    text("ConcurrentModificationException"),
                    "a collection of the endpoint's is changed while it is walked",
                    "F12",
                    "walk a copy, remove through the iterator, or use a concurrent collection; where two threads share it, a lock"
                            + " around the whole walk"),
            new Signature(
                    text("IndexOutOfBoundsException"),
                    "a walk by index runs off the end of a list: it shrinks while it is walked",
                    "F12",
                    "build a new list, walk backwards, or let the iterator remove; a lock inside the loop does not help"),
            new Signature(
                    text("OutOfMemoryError"),
                    "the JVM that the endpoint is hosted in ran out of memory: it is the test's own",
                    "",
                    "give it more (-Xmx in surefire's argLine), and look at what a client leaves behind"));

    /** Its text is searched in the class and the message of what was thrown, and of its causes. */
    private record Signature(Predicate<String> matches, String cause, String entry, String remedy) {}

    private static Predicate<String> text(String... any) {
        return said -> Arrays.stream(any).anyMatch(said::contains);
    }

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<FleetError> errors = evidence.fleet().errors();
        return SIGNATURES.stream()
                .map(signature -> in(errors, signature))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Finding> in(List<FleetError> errors, Signature signature) {
        List<FleetError> known = errors.stream()
                .filter(error -> causes(error.cause()).anyMatch(thrown -> signature.matches.test(thrown.toString())))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Throwable first = known.get(0).cause();
        String where = Arrays.stream(first.getStackTrace())
                .findFirst()
                .map(frame -> ", at " + frame)
                .orElse("");
        return Optional.of(new Finding(
                signature.cause,
                signature.entry,
                List.of(Figures.count(known.size(), "error") + " of this kind, the first: " + first + where),
                signature.remedy,
                ""));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }
}
