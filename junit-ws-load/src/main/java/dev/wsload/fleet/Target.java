package dev.wsload.fleet;

import dev.wsload.machine.Descriptors;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ConnectFailure;
import dev.wsload.wire.HandshakeRequest;
import dev.wsload.wire.Header;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a fleet connects to, looked up once, and what it asks for there. Thread-safe. */
final class Target {
    private final URI uri;
    private final LoadPlan plan;
    private final HandshakeRequest request;
    private final List<InetSocketAddress> addresses;
    private final ConnectFailure unknown;
    private volatile int preferred;

    Target(URI uri, LoadPlan plan) {
        this(uri, plan, Target::lookUp);
    }

    Target(URI uri, LoadPlan plan, Resolver resolver) {
        this.uri = uri;
        this.plan = plan;
        request = request(plan.opening().headers());
        List<InetSocketAddress> found = List.of();
        ConnectFailure failure = null;
        try {
            found = resolver.lookUp(request);
        } catch (UnknownHostException e) {
            failure = Failures.unknownHost(e, request.host(), Descriptors.now());
        }
        addresses = found;
        unknown = failure;
    }

    /** Finds the addresses of a host, one at least. */
    @FunctionalInterface
    interface Resolver {
        List<InetSocketAddress> lookUp(HandshakeRequest request) throws UnknownHostException;
    }

    private HandshakeRequest request(List<Header> headers) {
        LoadPlan.Opening opening = plan.opening();
        return new HandshakeRequest(
                uri, headers, opening.subprotocols(), opening.deflate().orElse(null));
    }

    private static List<InetSocketAddress> lookUp(HandshakeRequest request) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(request.host()))
                .map(address -> new InetSocketAddress(address, request.port()))
                .toList();
    }

    /** Returns why the host has no address; null if it has. */
    ConnectFailure unknown() {
        return unknown;
    }

    boolean isSecure() {
        return request.isSecure();
    }

    /** Returns how many addresses the host has; 0 when it is unknown. */
    int addresses() {
        return addresses.size();
    }

    /** Returns the number of the address to try first: the one that worked for others. */
    int preferred() {
        return preferred;
    }

    /** Returns an address by its number; they go round. */
    InetSocketAddress address(int number) {
        return addresses.get(number % addresses.size());
    }

    /** Notes that this address has worked. */
    void prefer(int number) {
        if (number != preferred) {
            preferred = number % addresses.size();
        }
    }

    Link link(ByteChannel channel, TlsBuffers buffers) {
        return isSecure()
                ? new TlsLink(channel, TlsLink.engine(plan.tls(), request.host(), request.port()), buffers)
                : new PlainLink(channel);
    }

    /** Returns what this client asks for. */
    HandshakeRequest requestOf(int client) {
        List<Header> own = plan.opening().headersOf().apply(client);
        if (own.isEmpty()) {
            return request;
        }
        List<Header> all = new ArrayList<>(plan.opening().headers());
        all.addAll(own);
        return request(all);
    }
}
