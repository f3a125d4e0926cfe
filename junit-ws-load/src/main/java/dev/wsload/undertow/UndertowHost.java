package dev.wsload.undertow;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.Endpoint.HostedClasses;
import dev.wsload.endpoint.Endpoint.HostedHandler;
import dev.wsload.endpoint.Endpoint.HostedHandlers;
import dev.wsload.endpoint.EndpointUri;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fault.Conditions;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FaultLedger;
import io.undertow.Undertow;
import io.undertow.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts endpoints on an Undertow server of their own, on 127.0.0.1 and a free port. Thread-safe; any number may run at once.
 *
 * @since 0.1
 */
public final class UndertowHost {
    private static final Logger LOG = LoggerFactory.getLogger(UndertowHost.class);
    /** They answer a frame that is wrong with 1003 where RFC 6455 section 7.4.1 says 1002. */
    private static final Set<String> WRONG_CLOSE_CODES = Set.of("2.3.19.Final", "2.3.20.Final");

    /** Eight clients come all to one of so many threads once in two million. */
    private static final int MEETING = 8;

    private UndertowHost() {}

    /**
     * Starts a server for ws.
     *
     * @param hosted what it serves; a handler gets the requests to its path and below it, the longest path first
     * @param clients how many clients will come; the backlog of connections that wait to be accepted is as long, at least
     *     1,000. The kernel cuts it at net.core.somaxconn (listen(2)), 4,096 on most Linux
     * @throws IllegalArgumentException with one sentence, if it cannot be hosted as it is
     * @throws IllegalStateException with one sentence, if an optional dependency is missing or Undertow is none that fits
     */
    public static RunningEndpoint start(Endpoint.Hosted hosted, int clients) {
        return start(hosted, clients, HostWorker.USUAL_IO_THREADS, Optional.empty(), ServerFaults.none());
    }

    /**
     * Starts a server for ws on which faults strike.
     *
     * @param plan with the faults, and on which client each strikes
     * @param isWatched whether it is watched for data races: then it has more I/O threads, for connections come to them by chance, and what
     *     one thread does alone is no race
     * @param ledger where the clients note who they are before they send anything, and the server what faults have done
     */
    public static RunningEndpoint start(Endpoint.Hosted hosted, LoadPlan plan, boolean isWatched, FaultLedger ledger) {
        int ioThreads = isWatched ? Math.max(MEETING, HostWorker.USUAL_IO_THREADS) : HostWorker.USUAL_IO_THREADS;
        return start(hosted, plan.clients(), ioThreads, Optional.empty(), new ServerFaults(plan.faults(), ledger));
    }

    /**
     * Starts a server for wss; the rest as for ws.
     *
     * @param tls with the server's key, and the trust for client certificates if there are any
     */
    public static RunningEndpoint start(Endpoint.Hosted hosted, int clients, SSLContext tls) {
        return start(hosted, clients, HostWorker.USUAL_IO_THREADS, Optional.of(tls), ServerFaults.none());
    }

    /**
     * Returns the path that clients connect to, without starting anything.
     *
     * @throws IllegalArgumentException with one sentence, if there is none
     * @throws IllegalStateException with one sentence, if an optional dependency is missing
     */
    public static String path(Endpoint.Hosted hosted) {
        if (hosted instanceof HostedClasses jakarta) {
            return JakartaSupport.path(jakarta);
        }
        return handlers(hosted).handlers().get(0).path();
    }

    private static RunningEndpoint start(
            Endpoint.Hosted hosted, int clients, int ioThreads, Optional<SSLContext> tls, ServerFaults faults) {
        shortcomingOf(Version.getVersionString()).ifPresent(LOG::warn);
        String path = path(hosted);
        UncaughtErrors errors = new UncaughtErrors();
        Conditions conditions = faults.plan().conditions();
        HostWorker worker = HostWorker.start(conditions, ioThreads, errors);
        try {
            Deployment deployment = hosted instanceof HostedClasses jakarta
                    ? JakartaSupport.deploy(
                            jakarta, worker, errors, !faults.plan().isEmpty())
                    : HandlerDeployment.of(handlers(hosted).handlers(), errors);
            StruckServer struck = new StruckServer(faults, errors);
            Listener listener = new Listener(conditions, clients, tls);
            EndedConnections ended = new EndedConnections(struck.gate(deployment.handler()));
            Undertow undertow = listener.start(ended, worker);
            return new HostedServer(
                    EndpointUri.parse(listener.origin(undertow) + path),
                    undertow,
                    worker,
                    deployment,
                    struck,
                    ended,
                    errors);
        } catch (RuntimeException | Error failure) {
            worker.close();
            throw failure;
        }
    }

    private static HostedHandlers handlers(Endpoint.Hosted hosted) {
        return hosted instanceof HostedHandlers several ? several : new HostedHandlers(List.of((HostedHandler) hosted));
    }

    static Optional<String> shortcomingOf(String version) {
        return WRONG_CLOSE_CODES.contains(version)
                ? Optional.of("Undertow " + version + " answers protocol errors with close code 1003 in place of 1002: "
                        + "use 2.3.24.Final (a BOM may pin the older one)")
                : Optional.empty();
    }
}
