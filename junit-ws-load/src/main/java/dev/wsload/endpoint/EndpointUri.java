package dev.wsload.endpoint;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What is a WebSocket URI (RFC 6455 section 3), and how one replaces another. Pure.
 *
 * @since 0.1
 */
public final class EndpointUri {
    private EndpointUri() {}

    /**
     * Returns the URI that the text spells.
     *
     * @throws IllegalArgumentException with one sentence, if it is none that a client can connect to
     */
    public static URI parse(String text) {
        try {
            return checked(new URI(text));
        } catch (URISyntaxException e) {
            throw wrong(text, "is no URI (" + e.getReason() + " at index " + e.getIndex() + ")");
        }
    }

    /**
     * Returns the override, completed from the original:
     *
     * <ul>
     *   <li>scheme, host and port are those of the override;
     *   <li>an override with a path of its own, other than "/", takes over whole: the original's path and query are gone;
     *   <li>otherwise the path is the original's, and so is the query unless the override has one.
     * </ul>
     *
     * @throws IllegalArgumentException with one sentence, if the override is none that a client can connect to
     */
    public static URI override(URI original, URI override) {
        checked(override);
        if (override.getRawPath().length() > 1) {
            return override;
        }
        String query = override.getRawQuery() == null ? original.getRawQuery() : override.getRawQuery();
        return URI.create(override.getScheme() + "://" + override.getRawAuthority() + original.getRawPath()
                + (query == null ? "" : "?" + query));
    }

    static URI checked(URI uri) {
        if (!"ws".equalsIgnoreCase(uri.getScheme()) && !"wss".equalsIgnoreCase(uri.getScheme())) {
            throw wrong(uri, uri.getScheme() == null ? "has no scheme" : "has the scheme " + uri.getScheme());
        }
        if (uri.getHost() == null) {
            throw wrong(uri, "has no host");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw wrong(uri, "has the port " + uri.getPort());
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(uri.getScheme() + "://...@" + uri.getHost(), "holds credentials; send an Authorization header");
        }
        if (uri.getRawFragment() != null) {
            throw wrong(uri, "has a fragment");
        }
        return uri;
    }

    private static IllegalArgumentException wrong(Object uri, String what) {
        return new IllegalArgumentException(
                "the endpoint's URI \"" + uri + "\" " + what + ": write ws://host:port/path or wss://host:port/path");
    }
}
