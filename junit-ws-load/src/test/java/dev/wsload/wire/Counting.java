package dev.wsload.wire;

import java.nio.ByteBuffer;

/** A sink that counts, without allocating. */
class Counting implements MessageSink {
    int events;
    long bytes;

    @Override
    public void onMessage(Opcode kind, ByteBuffer payload) {
        count(payload);
    }

    @Override
    public void onPing(ByteBuffer payload) {
        count(payload);
    }

    @Override
    public void onPong(ByteBuffer payload) {
        count(payload);
    }

    @Override
    public void onClose(CloseCode code, String reason) {
        events++;
    }

    private void count(ByteBuffer payload) {
        events++;
        bytes += payload.remaining();
    }
}
