package dev.wsload.harness;

import dev.wsload.machine.ListeningProcess;
import dev.wsload.machine.ProcessState;
import dev.wsload.machine.ProcessUse;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.EndpointView.Succession;
import dev.wsload.wire.HandshakeRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The process that an endpoint runs in, if that is not this JVM: the one that the plan names, or else the one that listens on the
 * endpoint's port of this machine. Looked for once. Thread-safe.
 */
final class EndpointProcess {
    private final LoadPlan plan;
    private final URI uri;
    private OptionalLong found;
    private volatile boolean wasSeen;

    EndpointProcess(LoadPlan plan, URI uri) {
        this.plan = plan;
        this.uri = uri;
    }

    /** Returns what it uses now; empty if there is none, or it cannot be looked at. */
    Optional<ProcessUse> use() {
        OptionalLong pid = pid();
        Optional<ProcessUse> use = pid.isPresent() ? ProcessUse.of(pid.getAsLong()) : Optional.empty();
        wasSeen |= use.isPresent();
        return use;
    }

    /** Returns what it does during this time. */
    Optional<ProcessState> state(Duration time) {
        OptionalLong pid = pid();
        return pid.isPresent() ? ProcessState.during(time, pid.getAsLong()) : Optional.empty();
    }

    /** Says whether it was there and is no more. */
    boolean isGone() {
        OptionalLong pid = pid();
        return wasSeen && pid.isPresent() && !ProcessState.isAlive(pid.getAsLong());
    }

    /** Returns which other one listens, if it is gone. */
    Optional<Succession> succession() {
        OptionalLong now = isGone() ? listener() : OptionalLong.empty();
        return now.isPresent() ? Optional.of(new Succession(pid().orElseThrow(), now.getAsLong())) : Optional.empty();
    }

    /**
     * For a watch that sees accesses of this JVM only.
     *
     * @throws IllegalArgumentException if the endpoint is known to be in another process, or on another machine
     */
    void requireThisJvm() {
        HandshakeRequest request = new HandshakeRequest(uri, List.of(), List.of(), null);
        OptionalLong other = listener();
        if (other.isPresent() || !isLocal(request.host())) {
            throw new IllegalArgumentException("data races can only be seen in this JVM, and " + uri + " is "
                    + (other.isPresent() ? "in process " + other.getAsLong() : "on another machine")
                    + ": host the endpoint (@WsHosted, or endpoint = ..), or start its server in the test, and leave race checks"
                    + " out of runs with -Dwsload.uri");
        }
    }

    private static boolean isLocal(String host) {
        try {
            return ListeningProcess.isHere(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private OptionalLong pid() {
        long named = plan.process().map(LongSupplier::getAsLong).orElse(0L);
        return named == 0 ? listening() : named < 0 ? OptionalLong.empty() : OptionalLong.of(named);
    }

    private synchronized OptionalLong listening() {
        if (found == null) {
            found = listener();
        }
        return found;
    }

    private OptionalLong listener() {
        try {
            HandshakeRequest request = new HandshakeRequest(uri, List.of(), List.of(), null);
            OptionalLong pid = ListeningProcess.on(InetAddress.getByName(request.host()), request.port());
            boolean isOther = pid.isPresent()
                    && pid.getAsLong() != ProcessHandle.current().pid();
            return isOther ? pid : OptionalLong.empty();
        } catch (UnknownHostException e) {
            return OptionalLong.empty();
        }
    }
}
