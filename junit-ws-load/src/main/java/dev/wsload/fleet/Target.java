package dev.wsload.fleet;

import dev.wsload.plan.LoadPlan;
import dev.wsload.wire.HandshakeRequest;
import dev.wsload.wire.Header;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a fleet connects to, looked up once, and what it asks for there. Thread-safe. */
final class Target {
    private final URI uri;
    private final LoadPlan plan;
    private final HandshakeRequest request;
    private final List<InetSocketAddress> addresses;
    private final AtomicInteger preferred = new AtomicInteger();

    Target(URI uri, LoadPlan plan) {
        this.uri = uri;
        this.plan = plan;
        request = request(plan.opening().headers());
        addresses = lookUp(request);
    }

    private HandshakeRequest request(List<Header> headers) {
        LoadPlan.Opening opening = plan.opening();
        return new HandshakeRequest(
                uri, headers, opening.subprotocols(), opening.deflate().orElse(null));
    }

    private static List<InetSocketAddress> lookUp(HandshakeRequest request) {
        try {
            return Arrays.stream(InetAddress.getAllByName(request.host()))
                    .map(address -> new InetSocketAddress(address, request.port()))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    String host() {
        return request.host();
    }

    boolean isSecure() {
        return request.isSecure();
    }

    /** Returns how many addresses the host has; 0 when it is unknown. */
    int addresses() {
        return addresses.size();
    }

    /** Returns the address for a client's n-th try: the one that worked for others comes first. */
    InetSocketAddress address(int tries) {
        return addresses.get((preferred.get() + tries) % addresses.size());
    }

    /** Notes that a client's n-th try has worked. */
    void prefer(int tries) {
        if (tries > 0) {
            preferred.updateAndGet(old -> (old + tries) % addresses.size());
        }
    }

    Link link(SocketChannel channel, TlsBuffers buffers) {
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
