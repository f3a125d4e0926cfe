package dev.wsload.testkit.permitted;

import dev.wsload.testkit.RawFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers to the opening handshake that are right and unusual. */
final class Answers {
    private static final String STATUS = "HTTP/1.1 101 Switching Protocols";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";

    private Answers() {}

    private static String accept(Peer peer) throws IOException {
        return "Sec-WebSocket-Accept: " + peer.wire().acceptValue();
    }

    static void namesInAnyCase(Peer peer) throws IOException {
        peer.wire()
                .answer(
                        STATUS,
                        "uPGRADE: websocket",
                        "CONNECTION: Upgrade",
                        "sec-websocket-accept: " + peer.wire().acceptValue());
    }

    static void valuesInAnyCase(Peer peer) throws IOException {
        peer.wire().answer(STATUS, "Upgrade: WebSocket", "Connection: UPGRADE", accept(peer));
    }

    static void anyOrder(Peer peer) throws IOException {
        peer.wire().answer(STATUS, accept(peer), "Server: bare", CONNECTION, UPGRADE);
    }

    static void otherHeaders(Peer peer) throws IOException {
        peer.accept(
                "Date: Fri, 27 Nov 2026 11:00:00 GMT",
                "Server: bare/1.0 (a comment)",
                "Sec-WebSocket-Version: 13",
                "Vary: Origin",
                "Vary: Accept-Encoding",
                "X-Empty:",
                "X-Latin1: gr\u00fc\u00df",
                "x!#$%&'*+-.^_`|~9: a name of marks");
    }

    static void cookies(Peer peer) throws IOException {
        peer.accept("Set-Cookie: a=1; Path=/; HttpOnly", "Set-Cookie: b=\"2\"; Max-Age=0");
    }

    static void longHeader(Peer peer) throws IOException {
        String[] lines = new String[60];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "X-Line-" + i + ": " + "x".repeat(200);
        }
        peer.accept(lines);
    }

    static void connectionListsMore(Peer peer) throws IOException {
        peer.wire().answer(STATUS, UPGRADE, "Connection: keep-alive, Upgrade", accept(peer));
    }

    static void connectionInTwoLines(Peer peer) throws IOException {
        peer.wire().answer(STATUS, UPGRADE, "Connection: keep-alive", "Connection: upgrade", accept(peer));
    }

    static void whiteSpace(Peer peer) throws IOException {
        peer.wire()
                .answer(
                        STATUS,
                        "Upgrade:websocket",
                        "Connection: \t keep-alive ,\tUpgrade \t",
                        "Sec-WebSocket-Accept:\t" + peer.wire().acceptValue() + "  ");
    }

    static void noReason(Peer peer) throws IOException {
        peer.wire().answer("HTTP/1.1 101 ", UPGRADE, CONNECTION, accept(peer));
    }

    static void anyReason(Peer peer) throws IOException {
        peer.wire().answer("HTTP/1.1 101 Gr\u00fc\u00df Gott: 200 OK?", UPGRADE, CONNECTION, accept(peer));
    }

    static void byteByByte(Peer peer) throws IOException {
        String head = String.join("\r\n", STATUS, UPGRADE, CONNECTION, accept(peer)) + "\r\n\r\n";
        for (byte one : head.getBytes(StandardCharsets.ISO_8859_1)) {
            peer.wire().send(new byte[] {one});
        }
    }

    static void framesBehind(Peer peer) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String head = String.join("\r\n", STATUS, UPGRADE, CONNECTION, accept(peer)) + "\r\n\r\n";
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(RawFrame.encode(0x89, new byte[0]));
        all.writeBytes(RawFrame.encode(0x81, "welcome".getBytes(StandardCharsets.UTF_8)));
        all.writeBytes(new byte[] {0x01}); // the rest of this fragment comes later
        peer.wire().send(all.toByteArray());
        Peer.pause(Duration.ofMillis(10));
        peer.wire().send(new byte[] {0x01, 'h', (byte) 0x80, 0x01, 'i'});
    }

    static void afterAnotherResponse(Peer peer) throws IOException {
        peer.wire().answer("HTTP/1.1 103 Early Hints", "Link: </style.css>; rel=preload");
        peer.accept();
    }

    static void late(Peer peer) throws IOException {
        Peer.pause(Duration.ofMillis(150));
        peer.accept();
    }

    static void lastSubprotocol(Peer peer) throws IOException {
        String[] offered = peer.wire().header("Sec-WebSocket-Protocol").split("\\s*,\\s*");
        peer.accept("Sec-WebSocket-Protocol: " + offered[offered.length - 1]);
    }
}
