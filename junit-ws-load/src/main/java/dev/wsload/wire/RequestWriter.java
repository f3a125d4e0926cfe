package dev.wsload.wire;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes a request straight into the buffer: thousands of clients write one each. */
final class RequestWriter {
    private static final String LINE_END = "\r\n";

    private RequestWriter() {}

    static void write(HandshakeRequest request, HandshakeKey key, ByteBuffer out) {
        putRequestLine(out, request.target());
        if (!names(request, "Host")) {
            putHost(out, request);
        }
        put(out, "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        putHeader(out, "Sec-WebSocket-Key", key.value());
        putSubprotocols(out, request.subprotocols());
        if (request.deflate() != null) {
            putHeader(out, "Sec-WebSocket-Extensions", request.deflate().toOffer());
        }
        putCredentials(out, request);
        for (Header header : request.headers()) {
            putHeader(out, header.name(), header.value());
        }
        put(out, LINE_END);
    }

    private static void putRequestLine(ByteBuffer out, URI target) {
        put(out, "GET ");
        put(out, target.getRawPath().isEmpty() ? "/" : target.getRawPath());
        if (target.getRawQuery() != null) {
            put(out, "?");
            put(out, target.getRawQuery());
        }
        put(out, " HTTP/1.1\r\n");
    }

    private static void putHost(ByteBuffer out, HandshakeRequest request) {
        String host = request.target().getHost();
        int zone = host.indexOf('%');
        put(out, "Host: ");
        put(out, zone < 0 ? host : host.substring(0, zone) + "]");
        if (request.port() != (request.isSecure() ? 443 : 80)) {
            put(out, ":");
            put(out, Integer.toString(request.port()));
        }
        put(out, LINE_END);
    }

    private static void putSubprotocols(ByteBuffer out, List<String> subprotocols) {
        if (!subprotocols.isEmpty()) {
            putHeader(out, "Sec-WebSocket-Protocol", String.join(", ", subprotocols));
        }
    }

    private static void putCredentials(ByteBuffer out, HandshakeRequest request) {
        String user = request.target().getUserInfo();
        if (user != null && !names(request, "Authorization")) {
            String credentials = user.contains(":") ? user : user + ":";
            putHeader(
                    out,
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static boolean names(HandshakeRequest request, String name) {
        for (Header header : request.headers()) {
            if (header.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static void putHeader(ByteBuffer out, String name, String value) {
        put(out, name);
        put(out, ": ");
        put(out, value);
        put(out, LINE_END);
    }

    /** All that goes in is checked to be ISO-8859-1. */
    private static void put(ByteBuffer out, String text) {
        for (int i = 0; i < text.length(); i++) {
            out.put((byte) text.charAt(i));
        }
    }
}
