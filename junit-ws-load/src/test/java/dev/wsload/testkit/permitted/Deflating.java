package dev.wsload.testkit.permitted;

import dev.wsload.testkit.RawFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A server that accepts permessage-deflate (RFC 7692), written apart from the library's own. */
final class Deflating implements Manners {
    /** How a message is compressed and cut. */
    enum Shape {
        WHOLE,
        FRAGMENTS,
        EVERY_OTHER_ONE,
        EMPTY_ONES_TOO,
        STORED,
        TWO_BLOCKS,
        FINAL_BLOCK
    }

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final byte[] EMPTY = {0};

    private final String parameters;
    private final Shape shape;
    private final Deflater deflater;
    private final Inflater inflater = new Inflater(true);

    Deflating(String parameters, Shape shape) {
        this.parameters = parameters;
        this.shape = shape;
        deflater = new Deflater(shape == Shape.STORED ? Deflater.NO_COMPRESSION : Deflater.BEST_COMPRESSION, true);
    }

    @Override
    public void answer(Peer peer) throws IOException {
        peer.accept("Sec-WebSocket-Extensions: permessage-deflate" + parameters);
    }

    @Override
    public byte[] payload(int firstByte, byte[] sent) {
        if ((firstByte & 0x40) == 0) {
            return sent;
        }
        try {
            if (parameters.contains("client_no_context_takeover")) {
                inflater.reset();
            }
            return inflated(sent);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private byte[] inflated(byte[] sent) throws DataFormatException {
        byte[] whole = Arrays.copyOf(sent, sent.length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, sent.length, TAIL.length);
        inflater.setInput(whole);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8_192];
        for (int count = inflater.inflate(piece); count > 0; count = inflater.inflate(piece)) {
            out.write(piece, 0, count);
        }
        return out.toByteArray();
    }

    @Override
    public void message(Peer peer, int opcode, byte[] payload) throws IOException {
        switch (shape) {
            case FRAGMENTS -> inFragments(peer, opcode, compressed(payload));
            case EVERY_OTHER_ONE -> {
                boolean compresses = peer.answers() % 2 == 0;
                peer.frame((compresses ? 0xC0 : 0x80) | opcode, compresses ? compressed(payload) : payload);
            }
            case EMPTY_ONES_TOO -> {
                peer.frame(0xC0 | opcode, EMPTY);
                peer.frame(0x80 | opcode, new byte[0]);
                peer.frame(0xC0 | opcode, compressed(payload));
            }
            case FINAL_BLOCK -> peer.frame(0xC0 | opcode, finished(payload));
            default -> peer.frame(0xC0 | opcode, compressed(payload));
        }
    }

    /** Only the first fragment says that the message is compressed (RFC 7692 section 6.1). */
    private static void inFragments(Peer peer, int opcode, byte[] compressed) throws IOException {
        int half = compressed.length / 2;
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(RawFrame.encode(0x40 | opcode, Arrays.copyOf(compressed, half)));
        frames.writeBytes(RawFrame.encode(0x89, EMPTY));
        frames.writeBytes(RawFrame.encode(0, new byte[0]));
        frames.writeBytes(RawFrame.encode(0x80, Arrays.copyOfRange(compressed, half, compressed.length)));
        peer.send(frames.toByteArray());
    }

    private byte[] compressed(byte[] payload) {
        if (parameters.contains("server_no_context_takeover")) {
            deflater.reset();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int first = shape == Shape.TWO_BLOCKS ? payload.length / 2 : 0;
        out.writeBytes(flushed(Arrays.copyOf(payload, first)));
        out.writeBytes(flushed(Arrays.copyOfRange(payload, first, payload.length)));
        return Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
    }

    private byte[] flushed(byte[] part) {
        if (part.length == 0) {
            return part;
        }
        byte[] room = new byte[2 * part.length + 64];
        deflater.setInput(part);
        return Arrays.copyOf(room, deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH));
    }

    /** A block that is marked as the last, and an empty byte behind it (RFC 7692 section 7.2.3.4). */
    private byte[] finished(byte[] payload) {
        deflater.reset();
        deflater.setInput(payload);
        deflater.finish();
        byte[] room = new byte[2 * payload.length + 64];
        return Arrays.copyOf(room, deflater.deflate(room) + 1);
    }
}
