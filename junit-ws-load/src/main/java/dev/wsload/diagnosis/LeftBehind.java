package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.EndpointView;
import dev.wsload.result.EndpointView.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The test complains that the endpoint does not go back to rest: what is left of clients that have gone. */
final class LeftBehind implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        if (!evidence.isAbout(Complaint.NO_RECOVERY)) {
            return Optional.empty();
        }
        EndpointView endpoint = evidence.fleet().endpoint();
        int open = evidence.fleet().open();
        List<String> because = new ArrayList<>();
        because.add(Figures.count(evidence.gone(), "client") + " have gone, and " + Figures.count(open) + " are open");
        int handlers = endpoint.runningHandlers().orElse(0);
        if (handlers > 0) {
            because.add(Figures.count(handlers, "handler") + " still run on worker threads");
            because.addAll(evidence.threads());
            return Optional.of(
                    finding(
                            "handlers of the server do not return, though their clients have gone",
                            because,
                            "bound what a handler waits for (a timeout for locks, calls and queues), and end it when its connection ends"));
        }
        int connections = endpoint.connections().orElse(open);
        if (connections > open) {
            because.add("the server has " + Figures.count(connections, "connection"));
            return Optional.of(
                    finding(
                            "the server keeps connections whose clients have gone: it does not notice their end",
                            because,
                            "read from each connection, or ping it, with a deadline that is renewed for each read; close it when that passes"));
        }
        return endpoint.level()
                .flatMap(level -> ofProcess(level, open, because))
                .or(() -> inMemory(endpoint, because));
    }

    private static Optional<Finding> inMemory(EndpointView endpoint, List<String> because) {
        int ended = endpoint.endedInMemory().orElse(0);
        if (ended == 0) {
            return Optional.empty();
        }
        because.add("a collection leaves " + Figures.count(ended, "ended connection")
                + " in memory (the last was made to see whether" + " the endpoint answers)");
        return Optional.of(new Finding(
                "the endpoint refers to sessions that have ended, so the heap grows with each client that has been there",
                "",
                because,
                "take a session off every list, map, listener and ThreadLocal when its connection ends, on errors too",
                "what refers to them: jcmd " + ProcessHandle.current().pid() + " GC.heap_dump writes down what does"));
    }

    private static Optional<Finding> ofProcess(Level before, int open, List<String> because) {
        return before.resources().now().flatMap(now -> {
            if (now.threads() > before.resources().threads()) {
                because.add(Figures.count(now.threads(), "thread") + ", and "
                        + Figures.count(before.resources().threads()) + " before");
                return Optional.of(finding(
                        "threads that were started for clients do not end with them",
                        because,
                        "end a thread with its connection, or take it from a pool"));
            }
            long most = before.descriptors(open, open);
            if (now.descriptors() > most) {
                because.add(Figures.count(now.descriptors(), "file descriptor") + " are open, and "
                        + Figures.count(most) + " should be");
                return Optional.of(
                        finding(
                                "file descriptors stay open that were opened for clients",
                                because,
                                "close what a connection opens where it ends, on errors too (try-with-resources, @OnClose and @OnError)"));
            }
            return Optional.empty();
        });
    }

    private static Finding finding(String cause, List<String> because, String remedy) {
        return new Finding(cause, "", because, remedy, "whether it would in a longer time");
    }
}
