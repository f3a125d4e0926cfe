package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames as bytes, and what a decoder makes of bytes. */
final class Frames {
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;
    static final int MAX = 1 << 20;

    private Frames() {}

    /** An unmasked frame, as a server sends it. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(FrameEncoder.frameSize(payload.length, Role.SERVER));
        FrameEncoder.encode(out, firstByte, null, ByteBuffer.wrap(payload));
        return out.array();
    }

    static byte[] frame(int firstByte, String payload) {
        return frame(firstByte, payload.getBytes(UTF_8));
    }

    static byte[] masked(int firstByte, int mask, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(FrameEncoder.frameSize(payload.length, Role.CLIENT));
        FrameEncoder.encode(out, firstByte, mask, ByteBuffer.wrap(payload));
        return out.array();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /** What a client's decoder makes of these bytes at once; a violation is the last line. */
    static List<String> decode(byte[]... parts) {
        return decode(new FrameDecoder(Role.CLIENT, MAX, null), ByteBuffer.wrap(join(parts)));
    }

    /** The same, one byte at a time. */
    static List<String> decodeByteByByte(byte[]... parts) {
        return decode(new FrameDecoder(Role.CLIENT, MAX, null), slices(join(parts)));
    }

    static List<String> decode(FrameDecoder decoder, ByteBuffer... pieces) {
        Recording recording = new Recording();
        try {
            for (ByteBuffer piece : pieces) {
                decoder.decode(piece, recording);
            }
        } catch (ProtocolViolation e) {
            recording.events.add(e.answer().value() + " " + e.getMessage());
        }
        return recording.events;
    }

    static ByteBuffer[] slices(byte[] bytes) {
        List<ByteBuffer> slices = new ArrayList<>();
        for (byte octet : bytes) {
            slices.add(ByteBuffer.wrap(new byte[] {octet}));
        }
        return slices.toArray(ByteBuffer[]::new);
    }
}
