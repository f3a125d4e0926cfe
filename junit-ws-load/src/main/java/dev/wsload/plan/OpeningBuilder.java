package dev.wsload.plan;

import dev.wsload.wire.DeflateParameters;
import dev.wsload.wire.HandshakeRequest;
import dev.wsload.wire.Header;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** The part of a plan that concerns the opening handshake: headers, subprotocols, compression, TLS. */
abstract class OpeningBuilder<SELF extends OpeningBuilder<SELF>> implements Cloneable {
    private static final URI ANYWHERE = URI.create("ws://localhost");

    private List<Header> headers = List.of();
    private List<String> cookies = List.of();
    private IntFunction<List<Header>> headersOf = client -> List.of();
    private List<String> subprotocols = List.of();
    private Optional<DeflateParameters> deflate = Optional.empty();
    private Tls tls = Tls.systemDefault();

    OpeningBuilder() {}

    abstract SELF self();

    /**
     * Sends this header in every client's opening handshake, in place of one of that name given before. A Host header
     * replaces the client's own.
     *
     * @throws IllegalArgumentException for a name or value that breaks RFC 9110 section 5, and for headers that the
     *     client writes itself, such as Upgrade, Connection and Sec-WebSocket-* (RFC 6455 section 4.1)
     */
    public final SELF header(String name, String value) {
        Header header = new Header(name, value);
        check(List.of(header), List.of());
        List<Header> others = headers.stream()
                .filter(other -> !other.name().equalsIgnoreCase(name))
                .toList();
        headers = append(others, header);
        return self();
    }

    /** Adds a header whose value depends on the client's index, such as a token; called on an event loop. */
    public final SELF header(String name, IntFunction<String> valueOfClient) {
        check(List.of(new Header(name, "")), List.of());
        Objects.requireNonNull(valueOfClient, "valueOfClient");
        return headersOf(client -> List.of(new Header(name, valueOfClient.apply(client))));
    }

    /** Adds headers that depend on the client's index, to those given before; called on an event loop. */
    public final SELF headersOf(IntFunction<List<Header>> headersOfClient) {
        Objects.requireNonNull(headersOfClient, "headersOfClient");
        IntFunction<List<Header>> before = headersOf;
        headersOf = client -> join(before.apply(client), headersOfClient.apply(client));
        return self();
    }

    /** Adds a cookie; all of them travel in one Cookie header (RFC 6265 section 5.4). */
    public final SELF cookie(String name, String value) {
        String cookie = name + "=" + value;
        check(List.of(new Header("Cookie", cookie)), List.of());
        cookies = append(cookies, cookie);
        return self();
    }

    /** Sends this Origin header (RFC 6455 section 10.2); none by default. */
    public final SELF origin(String origin) {
        return header("Origin", origin);
    }

    /** Offers these subprotocols, in order of preference, in place of those given before; none by default. */
    public final SELF subprotocols(String... names) {
        List<String> offered = List.of(names);
        check(List.of(), offered);
        subprotocols = offered;
        return self();
    }

    /** Offers permessage-deflate with {@link DeflateParameters#DEFAULT}; no compression by default. */
    public final SELF compression() {
        return compression(DeflateParameters.DEFAULT);
    }

    /** Offers no compression: the default. */
    public final SELF noCompression() {
        deflate = Optional.empty();
        return self();
    }

    /** Offers permessage-deflate with these parameters (RFC 7692 section 7.1). */
    public final SELF compression(DeflateParameters offer) {
        deflate = Optional.of(offer);
        return self();
    }

    /** Trusts servers and identifies clients this way on wss; {@link Tls#systemDefault()} by default. */
    public final SELF tls(Tls trust) {
        tls = Objects.requireNonNull(trust, "tls");
        return self();
    }

    final LoadPlan.Opening opening() {
        List<Header> all =
                cookies.isEmpty() ? headers : append(headers, new Header("Cookie", String.join("; ", cookies)));
        return new LoadPlan.Opening(all, headersOf, subprotocols, deflate);
    }

    final Tls tls() {
        return tls;
    }

    /** Lets the handshake itself judge, before anything starts. */
    private static void check(List<Header> headers, List<String> subprotocols) {
        new HandshakeRequest(ANYWHERE, headers, subprotocols, null);
    }

    private static <T> List<T> append(List<T> list, T last) {
        return join(list, List.of(last));
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
