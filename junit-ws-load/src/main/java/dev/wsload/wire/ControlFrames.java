package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Hands complete control frames to the sink (RFC 6455 section 5.5). */
final class ControlFrames {
    private ControlFrames() {}

    static void deliver(Opcode opcode, ByteBuffer payload, MessageSink sink) throws ProtocolViolation {
        switch (opcode) {
            case PING -> sink.onPing(payload);
            case PONG -> sink.onPong(payload);
            default -> deliverClose(payload, sink);
        }
    }

    private static void deliverClose(ByteBuffer payload, MessageSink sink) throws ProtocolViolation {
        if (!payload.hasRemaining()) {
            sink.onClose(CloseCode.NO_STATUS_RECEIVED, "");
            return;
        }
        if (payload.remaining() == 1) {
            throw broken(
                    "a close frame with a payload of 1 byte: must be empty or start with a code of 2 bytes", "5.5.1");
        }
        CloseCode code = CloseCode.of((payload.get() & 0xFF) << Byte.SIZE | payload.get() & 0xFF);
        if (!code.isSendable()) {
            throw broken("a close frame that says " + code + ", a code that may not stand in a frame", "7.4");
        }
        TextRule.checkWhole(payload);
        sink.onClose(code, StandardCharsets.UTF_8.decode(payload).toString());
    }

    private static ProtocolViolation broken(String rule, String section) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, rule + " (RFC 6455 section " + section + ")");
    }
}
