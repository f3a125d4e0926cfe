package dev.wsload.harness;

import dev.wsload.client.Within;
import dev.wsload.client.WsClientException;
import dev.wsload.fleet.ClientFleet;
import dev.wsload.metrics.Figures;
import dev.wsload.metrics.Latency;
import dev.wsload.plan.Echo;
import dev.wsload.plan.FaultPlan;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.LoadPlan.Ramp;
import dev.wsload.plan.LoadPlan.Timeouts;
import dev.wsload.plan.Tls;
import dev.wsload.plan.Workloads;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClosureKind;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.Phase;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.Times;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Clients that are not of the fleet, and come as its own do. */
record Visitors(LoadPlan plan, URI uri) {
    private static final Duration OBSERVER_PATIENCE = Duration.ofSeconds(2);

    /** One after the other: the first may pay for what is done but once. */
    private static final int MESSAGES = 5;

    private static final Duration TIME_TO_END = Duration.ofMillis(200);
    private static final long POLL_NANOS = 5_000_000;

    /** @param echo whose message it sends; empty for none */
    Visit visit(Duration limit, Optional<Echo> echo) {
        long begun = System.nanoTime();
        try (ClientFleet one = ClientFleet.start(uri, others(1, Duration.ZERO, limit))) {
            one.awaitConnected();
            return visit(one, begun, limit, echo);
        }
    }

    private static Visit visit(ClientFleet one, long begun, Duration limit, Optional<Echo> echo) {
        try {
            ConnectFailure failure = one.outcomes().get(0).failure();
            if (failure != null) {
                return Visit.refused(failure);
            }
            Duration left = limit.minusNanos(System.nanoTime() - begun);
            if (left.isNegative() || left.isZero()) {
                return Visit.unanswered("connected, but in more than " + Figures.duration(limit));
            }
            Duration ping = fastest(
                    one.client(0).ping(Within.within(left)), one.client(0).ping(Within.within(left)));
            Optional<Latency> message = echo.map(last -> echoed(one, last));
            if (message.filter(reply -> reply.count() == 0).isPresent()) {
                return Visit.unanswered(
                        "connected and got its pong, but its message got no reply within " + Figures.duration(limit));
            }
            Duration handshake = one.outcomes().get(0).handshake();
            one.client(0).close(CloseCode.NORMAL_CLOSURE, "");
            return Visit.served(new Times(handshake, ping, message.map(Latency::min)));
        } catch (WsClientException noRoundTrip) {
            return Visit.unanswered(ending(one)
                    .map(how -> "connected, and then its connection ended: " + how)
                    .orElse(noRoundTrip.getMessage()));
        } catch (IllegalStateException ended) {
            return Visit.unanswered("connected, and then its connection ended: " + ended.getMessage());
        }
    }

    /** Returns in words how the server has ended the connection; empty if it has not. */
    private static Optional<String> ending(ClientFleet one) {
        try {
            Closure closure = one.client(0).awaitClosure(Within.within(TIME_TO_END));
            String reason = closure.reason().isEmpty() ? "" : ", reason \"" + closure.reason() + "\"";
            return Optional.of(ClosureKind.of(closure) + reason);
        } catch (WsClientException open) {
            return Optional.empty();
        }
    }

    private static Duration fastest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Latency echoed(ClientFleet one, Echo echo) {
        Echo message = Workloads.echo()
                .messages(MESSAGES)
                .unloadedRoundTrips(0)
                .size(echo.size())
                .replies(echo.recogniser());
        return one.run(echo.isBinary() ? message.binary() : message).latency();
    }

    /** Says whether a client that begins with TLS is answered where the fleet does not, and the other way round. */
    boolean areAnsweredTheOtherWay(Duration limit) {
        boolean isSecure = uri.getScheme().equals("wss");
        URI other = URI.create((isSecure ? "ws" : "wss")
                + uri.toString().substring(uri.getScheme().length()));
        try (ClientFleet one = ClientFleet.start(other, others(1, Duration.ZERO, limit, Tls.trustAll()))) {
            one.awaitConnected();
            ConnectFailure failure = one.outcomes().get(0).failure();
            return failure == null || (isSecure ? failure.answered() > 0 : failure.phase() == Phase.UPGRADE);
        }
    }

    /** Waits until they have been closed, or the time is over. */
    List<ClientOutcome> observe(int clients, Duration apart, Duration time) {
        LoadPlan watchers = others(clients, apart.multipliedBy(clients), OBSERVER_PATIENCE);
        try (ClientFleet observers = ClientFleet.start(uri, watchers)) {
            observers.awaitConnected();
            long deadline = System.nanoTime() + time.toNanos();
            while (observers.open() > 0
                    && System.nanoTime() - deadline < 0
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, POLL_NANOS);
            }
            return observers.outcomes();
        }
    }

    private LoadPlan others(int clients, Duration rampUp, Duration limit) {
        return others(clients, rampUp, limit, plan.tls());
    }

    private LoadPlan others(int clients, Duration rampUp, Duration limit, Tls tls) {
        Ramp ramp = new Ramp(rampUp, 0, clients, false, true, plan.ramp().sourceAddresses());
        return new LoadPlan(
                clients,
                plan.seed(),
                plan.again(),
                1,
                ramp,
                new Timeouts(limit, limit, limit, limit, limit, Duration.ZERO),
                plan.opening(),
                tls,
                plan.bounds(),
                plan.tooSmall(),
                plan.cannotJudge(),
                Optional.empty(),
                FaultPlan.none(),
                false,
                plan.raceCheck());
    }
}
