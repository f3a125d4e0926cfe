package dev.wsload.harness;

import static java.util.stream.Collectors.joining;

import dev.wsload.assertions.FailureText;
import dev.wsload.client.Within;
import dev.wsload.client.WsClient;
import dev.wsload.client.WsScript;
import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.EndpointUri;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.metrics.Figures;
import dev.wsload.plan.Workload;
import dev.wsload.report.Summary;
import dev.wsload.report.SummaryLine;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FleetError;
import dev.wsload.result.ResourceSample;
import dev.wsload.result.WorkloadResult;
import dev.wsload.wire.CloseCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of WebSocket clients on a few threads, and what has become of them. A test gets one as a parameter; a plain
 * {@code main} connects one:
 *
 * <pre>{@code
 * try (WsFleet fleet = WsFleet.to("ws://localhost:8080/chat").clients(1000).connect()) {
 *     fleet.run(echo().messages(100));
 * }
 * }</pre>
 *
 * <p>Thread-safe. The numbers are cheap suppliers for Awaitility: {@code await().until(() -> fleet.messagesReceived() == 1000)}. Where
 * a method takes clients by a predicate, it is over their index, from 0.
 *
 * @since 0.1
 */
public final class WsFleet extends LiveNumbers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WsFleet.class);
    private static final IntPredicate ALL = client -> true;

    private final FleetParts parts;
    private final ClientFleet clients;
    private final RunningEndpoint endpoint;
    private final Cleanup cleanup;
    private final Errors errors;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long begun;
    private volatile boolean wasWatched;

    WsFleet(FleetParts parts, Cleanup cleanup, long begun) {
        super(parts.clients());
        this.parts = parts;
        this.cleanup = cleanup;
        this.begun = begun;
        clients = parts.clients();
        endpoint = parts.endpoint();
        errors = new Errors(clients, endpoint);
    }

    /**
     * Begins a fleet against a server that somebody else runs.
     *
     * @param uri ws://host:port/path or wss://host:port/path
     */
    public static WsFleetBuilder to(String uri) {
        return to(EndpointUri.parse(uri));
    }

    /** As {@link #to(String)}. */
    public static WsFleetBuilder to(URI uri) {
        return new WsFleetBuilder(new Endpoint.External(uri));
    }

    /**
     * Begins a fleet against a handler that is hosted on a free port of 127.0.0.1 until the fleet is closed.
     *
     * @param path absolute, such as {@code "/echo"}
     * @param handler a WebSocketConnectionCallback or an HttpHandler of Undertow
     */
    public static WsFleetBuilder hosting(String path, Object handler) {
        return new WsFleetBuilder(new Endpoint.HostedHandler(path, handler));
    }

    /** Begins a fleet against Jakarta {@code @ServerEndpoint} classes, hosted likewise; it connects to the first. */
    public static WsFleetBuilder hosting(Class<?>... serverEndpoints) {
        return new WsFleetBuilder(new Endpoint.HostedClasses(List.of(serverEndpoints)));
    }

    @Override
    public boolean wasWatchedForRaces() {
        return wasWatched;
    }

    /** Returns where the clients connect to. */
    public URI uri() {
        return endpoint.uri();
    }

    /** Returns one client, by its index from 0. */
    public WsClient client(int index) {
        return clients.client(index);
    }

    /**
     * Runs a workload to its end: everything owed has arrived, or nothing has for the settle time. The first that is run counts
     * those as well whose connection the server has ended since it opened: they send and hear nothing.
     *
     * @throws IllegalArgumentException when the plan cannot carry the workload
     * @throws AssertionError when clients had opened and all have gone, with how and why
     */
    public WorkloadResult run(Workload workload) {
        workload.requireFits(parts.plan());
        requireOpen("the workload");
        LOG.debug("running {}", workload);
        parts.watch().runs(workload);
        boolean isWatched = RaceWatch.isOn();
        WorkloadResult result = clients.run(workload);
        if (isWatched || RaceWatch.isOn()) {
            wasWatched = true;
        }
        LOG.debug("ran {} in {}", result.name(), Figures.duration(result.elapsed()));
        return result;
    }

    /**
     * Plays a script on every open client, all at the same time, and waits for the last. Where nothing has been run before, also
     * on those whose connection the server has ended since it opened.
     *
     * @throws AssertionError when it throws on any client: one error for all of them, with the first cause
     */
    public void run(WsScript script) {
        requireOpen("the script");
        ScriptRun run = new ScriptRun(script, errors, faults()::isHealthy);
        clients.play(run);
        run.throwFailures(this);
    }

    /** Whoever had opened and is gone tells why. */
    private void requireOpen(String what) {
        if (opened() > 0 && open() == 0) {
            throw new AssertionError(FailureText.ofEnded(this, "nobody is open any more, so " + what + " cannot run")
                    .diagnosed(this)
                    .again(plan())
                    .toString());
        }
    }

    /** Sends a text message from every open client; returns how many that was. */
    public int sendToAll(String text) {
        return send(ALL, text);
    }

    /** Sends a binary message from every open client; returns how many that was. */
    public int sendToAll(byte[] binary) {
        return send(ALL, binary);
    }

    /** Sends a text message from the open clients among these; returns how many that was. */
    public int send(IntPredicate who, String text) {
        return clients.send(who, text);
    }

    /** Sends a binary message from the open clients among these; returns how many that was. */
    public int send(IntPredicate who, byte[] binary) {
        return clients.send(who, binary);
    }

    /**
     * Waits until every open client has received this text; takes that message, and those before it.
     *
     * @throws AssertionError naming the clients that have not received it in time
     */
    public void awaitMessage(String text, Within within) {
        List<Integer> missing = clients.awaitMessage(
                message -> message.isText() && message.text().equals(text), within);
        if (!missing.isEmpty()) {
            throw new AssertionError(new FailureText("%s of %s did not receive \"%s\" within %s"
                            .formatted(
                                    Figures.count(missing.size()),
                                    Figures.count(open(), "open client"),
                                    text,
                                    Figures.duration(within.duration())))
                    .row(
                            "first",
                            missing.stream()
                                    .limit(10)
                                    .map(client -> "client " + client)
                                    .collect(joining(", ")))
                    .diagnosed(this)
                    .again(plan())
                    .toString());
        }
    }

    /**
     * Sends a text message from one client, and waits until every open client has received it, the sender included.
     *
     * @param client the sender's index, from 0
     * @throws AssertionError as {@link #awaitMessage}
     */
    public void broadcast(int client, String text, Within within) {
        client(client).send(text);
        awaitMessage(text, within);
    }

    /** Pings from every open client, without waiting for the pongs; returns how many that was. */
    public int pingAll() {
        return ping(ALL);
    }

    /** Pings from the open clients among these, without waiting for the pongs; returns how many that was. */
    public int ping(IntPredicate who) {
        return clients.ping(who);
    }

    /** Closes every open client with 1000 and waits until they have ended; returns how many that was. */
    public int closeAll() {
        return closeAll(CloseCode.NORMAL_CLOSURE, "");
    }

    /**
     * Closes every open client and waits until they have ended; returns how many that was.
     *
     * @throws IllegalArgumentException when the code must not be sent, or the reason is longer than 123 bytes of UTF-8
     */
    public int closeAll(CloseCode code, String reason) {
        return close(ALL, code, reason);
    }

    /** Closes the open clients among these, as {@link #closeAll(CloseCode, String)}. */
    public int close(IntPredicate who, CloseCode code, String reason) {
        return clients.close(who, code, reason);
    }

    /** Resets every open client's connection, without a close handshake; returns how many that was. */
    public int abortAll() {
        return abort(ALL);
    }

    /** Resets the open clients among these, without a close handshake; returns how many that was. */
    public int abort(IntPredicate who) {
        return clients.abort(who);
    }

    /**
     * Lets faults of open connections strike that have been held until now. Their moments count from this call on.
     *
     * @throws IllegalStateException when none are held, for they have struck from the beginning
     */
    public void releaseFaults() {
        parts.releaseFaults();
    }

    @Override
    public EndpointView endpoint() {
        return closed.get() ? EndpointView.UNSEEN : parts.watch();
    }

    /** Expects errors of this class (or a subclass): they are no errors any more, thrown before or after this call. */
    public WsFleet expectError(Class<? extends Throwable> kind) {
        errors.expect(kind);
        return this;
    }

    /** Returns how many pongs the clients have received. */
    public long pongsReceived() {
        return clients.pongsReceived();
    }

    /** Returns the errors so far that were not expected, those of the hosted endpoint included. */
    @Override
    public List<FleetError> errors() {
        return errors.unexpected();
    }

    @Override
    public List<ResourceSample> resources() {
        return parts.resources().samples();
    }

    /** Returns what has happened so far for a person at a console, a labelled row for each fact. */
    public String summary() {
        return Summary.of(this, took());
    }

    /**
     * Ends the fleet with a close handshake, stops the hosted endpoint and frees everything. Closing again does nothing.
     *
     * @throws AssertionError when there were errors that nobody expected and {@link #run(WsScript)} did not throw
     * @throws IllegalStateException when something could not be closed; such errors are suppressed in it then
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try (errors) {
                end();
            } finally {
                LOG.info(SummaryLine.of(this, took()));
            }
        }
    }

    private void end() {
        try (cleanup) {
            LOG.debug("ending {} open clients", clients.open());
            clients.ending().end();
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
