package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Exceptions that say by themselves what is wrong: thrown by a hosted endpoint, a script or a send, or told by a close frame. Reasons count
 * beside the codes only that containers send for what was thrown.
 */
final class Thrown implements Cause {
    private static final int MOST_CAUSES = 10;

    /** Codes beside which containers tell what was thrown. */
    private static final Set<Integer> TOLD = Set.of(1002, 1011);

    private static final List<Signature> SIGNATURES = List.of(
            new Signature(
                    text("_FULL_WRITING", "_PARTIAL_WRITING", "remote endpoint was in state ["),
                    "two threads write to one connection at the same time, and the container (Tomcat) refuses the second",
                    "F10",
                    "send through one thread for each connection, or lock the session around every send; Spring:"
                            + " ConcurrentWebSocketSessionDecorator"),
            new Signature(
                    text("UT003016"),
                    "a message is begun before another one, in parts, is complete, and the container (Undertow) refuses it: two threads"
                            + " write at the same time, or one has not ended its message",
                    "F10",
                    "lock the session around every send, a message in parts as a whole"),
            new Signature(
                    text("Blocking message pending", "WritePendingException"),
                    "two threads write to one connection at the same time, and the container (Jetty) refuses the second",
                    "F10",
                    "send through one thread for each connection, or lock the session around every send"),
            new Signature(
                    text("SessionLimitExceededException"),
                    "a client reads more slowly than messages are sent to it, and Spring's decorator of its session has given it up",
                    "F6",
                    "let the client read faster, send it less, or raise the decorator's send time limit and buffer size"),
            new Signature(
                    text(
                            "may be called on a closed session",
                            "UT002002",
                            "UT002027",
                            "ClosedChannelException",
                            "Session closed",
                            "WebsocketNotConnectedException"),
                    "the endpoint writes to a connection that has ended",
                    "F9",
                    "let one owner close and remove a connection; look whether it is open before a write, and let the write fail quietly"),
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
                    text("java.lang.IndexOutOfBoundsException"),
                    "a walk by index runs off the end of a list: it shrinks while it is walked",
                    "F12",
                    "build a new list, walk backwards, or let the iterator remove; a lock inside the loop does not help"),
            new Signature(
                    text("An unrecoverable IOException occurred so the connection was closed"),
                    "the endpoint's message handler threw an exception, and the container (Tomcat) closed the connection: it says 1002 with"
                            + " this reason for any of them, and blames no client",
                    "",
                    "look at the server's log for the exception: where messages go to other sessions too, it may be two writers on one"
                            + " session (TEXT_FULL_WRITING, F10), a list that changes while it is walked (F12), or a session that has gone"
                            + " (F9)"),
            new Signature(
                    text("OutOfMemoryError"),
                    "the JVM that the endpoint is hosted in ran out of memory: it is the test's own",
                    "",
                    "give it more (-Xmx in surefire's argLine), and look at what a client leaves behind"));

    private record Signature(Predicate<String> matches, String cause, String entry, String remedy) {}

    private static Predicate<String> text(String... any) {
        return said -> Arrays.stream(any).anyMatch(said::contains);
    }

    /**
     * Something that was said of an exception.
     *
     * @param text the class and message of what was thrown, and of its causes; or the reason of a close frame
     * @param evidence the same for a person
     * @param ended the connections that it was said on
     */
    private record Said(String text, String evidence, List<ClientOutcome> ended) {}

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<Said> all = Stream.concat(
                        evidence.fleet().errors().stream()
                                .filter(error -> error.origin() == Origin.ENDPOINT || isOfMachine(error))
                                .map(Thrown::ofError),
                        evidence.endedByServer().stream()
                                .filter(outcome ->
                                        TOLD.contains(outcome.closure().code().value()))
                                .map(Thrown::ofReason))
                .toList();
        return SIGNATURES.stream()
                .map(signature -> in(all, signature))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> seen(List<Said> some) {
        return List.of("seen " + Figures.count(some.size(), "time") + ", first: " + some.get(0).evidence);
    }

    /** Whoever meets these, they are of the whole process; what else a script throws says nothing of the endpoint. */
    private static boolean isOfMachine(FleetError error) {
        String text = String.valueOf(error.cause());
        return text.contains("Too many open files")
                || text.contains("Cannot assign requested address")
                || text.contains("OutOfMemoryError");
    }

    private static Said ofError(FleetError error) {
        Throwable thrown = error.cause();
        String text = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(Throwable::toString)
                .collect(Collectors.joining("; "));
        return new Said(text, ThrownByEndpoint.inWords(thrown), List.of());
    }

    private static Said ofReason(ClientOutcome ended) {
        String reason = ended.closure().reason();
        return new Said(
                reason,
                "close frame " + ended.closure().code() + " with the reason \"" + reason + "\"",
                List.of(ended));
    }

    private static Optional<Finding> in(List<Said> all, Signature signature) {
        List<Said> known =
                all.stream().filter(said -> signature.matches.test(said.text)).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(signature.cause, signature.entry, seen(known), signature.remedy, "")
                .on(known.stream().flatMap(said -> said.ended.stream()).toList()));
    }
}
