package dev.wsload.fault;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameDecoder;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import dev.wsload.wire.ProtocolViolation;
import dev.wsload.wire.Role;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What becomes of frames that several writers send at once without a lock.
 *
 * @param reader who gets to read it
 */
record Interleaving(Role reader) {
    private static final int MOST_DRAWS = 1_000;
    private static final MessageSink NOBODY = new MessageSink() {
        @Override
        public void onMessage(Opcode kind, ByteBuffer payload) {}

        @Override
        public void onPing(ByteBuffer payload) {}

        @Override
        public void onPong(ByteBuffer payload) {}

        @Override
        public void onClose(CloseCode code, String reason) {}
    };

    /** Draws until the reader cannot but notice, for some cuts happen to fall between two frames; a single frame stays whole. */
    ByteBuffer torn(List<ByteBuffer> frames, RandomGenerator random) {
        ByteBuffer torn = interleaved(frames, random);
        for (int draw = 1; draw < MOST_DRAWS && frames.size() > 1 && isWellFormed(torn); draw++) {
            torn = interleaved(frames, random);
        }
        return torn;
    }

    private static ByteBuffer interleaved(List<ByteBuffer> frames, RandomGenerator random) {
        List<ByteBuffer> left =
                new ArrayList<>(frames.stream().map(ByteBuffer::duplicate).toList());
        ByteBuffer all = ByteBuffer.allocate(
                left.stream().mapToInt(ByteBuffer::remaining).sum());
        while (!left.isEmpty()) {
            ByteBuffer next = left.get(random.nextInt(left.size()));
            int end = next.limit();
            next.limit(random.nextInt(next.position() + 1, end + 1));
            all.put(next);
            next.limit(end);
            left.removeIf(frame -> !frame.hasRemaining());
        }
        return all.flip();
    }

    private boolean isWellFormed(ByteBuffer bytes) {
        ByteBuffer copy =
                ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
        try {
            new FrameDecoder(reader, Integer.MAX_VALUE, null).decode(copy, NOBODY);
            return true;
        } catch (ProtocolViolation noticed) {
            return false;
        }
    }
}
