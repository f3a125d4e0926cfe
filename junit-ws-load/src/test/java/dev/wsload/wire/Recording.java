package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A sink that writes down what it is given, one line an event. */
final class Recording implements MessageSink {
    final List<String> events = new ArrayList<>();

    @Override
    public void onMessage(Opcode kind, ByteBuffer payload) {
        events.add(kind == Opcode.TEXT ? "TEXT " + text(payload) : "BINARY " + hex(payload));
    }

    @Override
    public void onPing(ByteBuffer payload) {
        events.add("PING " + hex(payload));
    }

    @Override
    public void onPong(ByteBuffer payload) {
        events.add("PONG " + hex(payload));
    }

    @Override
    public void onClose(CloseCode code, String reason) {
        events.add("CLOSE " + code.value() + " " + reason);
    }

    private static String text(ByteBuffer payload) {
        return StandardCharsets.UTF_8.decode(payload).toString();
    }

    private static String hex(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
