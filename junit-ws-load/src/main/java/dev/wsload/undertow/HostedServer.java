package dev.wsload.undertow;

import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.machine.StackGroup;
import io.undertow.Undertow;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server with its deployment, running until closed. */
final class HostedServer implements RunningEndpoint {
    private final URI uri;
    private final Undertow undertow;
    private final HostWorker worker;
    private final Deployment deployment;
    private final StruckServer struck;
    private final EndedConnections ended;
    private final UncaughtErrors errors;
    private final AtomicBoolean closed = new AtomicBoolean();

    HostedServer(
            URI uri,
            Undertow undertow,
            HostWorker worker,
            Deployment deployment,
            StruckServer struck,
            EndedConnections ended,
            UncaughtErrors errors) {
        this.uri = uri;
        this.undertow = undertow;
        this.worker = worker;
        this.deployment = deployment;
        this.struck = struck;
        this.ended = ended;
        this.errors = errors;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public List<Throwable> uncaught() {
        return errors.first();
    }

    @Override
    public long uncaughtCount() {
        return errors.count();
    }

    @Override
    public OptionalInt connections() {
        return struck.connections();
    }

    @Override
    public OptionalInt endedInMemory() {
        return ended.afterCollection();
    }

    @Override
    public OptionalInt runningHandlers() {
        return OptionalInt.of(worker.running());
    }

    @Override
    public List<StackGroup> threads() {
        return StackGroup.of(worker.threads());
    }

    @Override
    public void arrived() {
        struck.arrived(undertow::stop);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (worker) {
                struck.stop();
                deployment.end();
                worker.awaitIdle();
                undertow.stop();
            }
        }
    }
}
