package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A random stream of frames that breaks no rule, and the events that it stands for. */
final class ValidStream {
    private static final int[] LENGTHS = {0, 1, 2, 7, 8, 9, 30, 125, 126, 127, 300, 1000};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> events = new ArrayList<>();
    private final Random random;
    private final Role sender;
    private final MessageDeflater deflater;

    /** Makes a stream; the deflater is null when no compression was negotiated. */
    ValidStream(Random random, Role sender, MessageDeflater deflater) {
        this.random = random;
        this.sender = sender;
        this.deflater = deflater;
        for (int items = random.nextInt(8); items > 0; items--) {
            if (random.nextInt(4) == 0) {
                control();
            } else {
                message();
            }
        }
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    List<String> events() {
        return events;
    }

    private void message() {
        boolean text = random.nextBoolean();
        byte[] payload = text ? randomText().getBytes(UTF_8) : randomBytes(randomLength());
        boolean compressed = deflater != null && random.nextInt(3) > 0;
        fragments(text ? 1 : 2, compressed, compressed ? deflated(payload) : payload);
        events.add(
                text
                        ? "TEXT " + new String(payload, UTF_8)
                        : "BINARY " + HexFormat.of().formatHex(payload));
    }

    private void fragments(int opcode, boolean compressed, byte[] payload) {
        int from = 0;
        int first = opcode | (compressed ? Frames.RSV1 : 0);
        while (random.nextInt(3) == 0) {
            int to = from + random.nextInt(payload.length - from + 1);
            frame(first, payload, from, to);
            from = to;
            first = 0;
            if (random.nextBoolean()) {
                control();
            }
        }
        frame(first | Frames.FIN, payload, from, payload.length);
    }

    private void control() {
        int kind = random.nextInt(3);
        if (kind == 2) {
            CloseCode code = CloseCode.of(random.nextInt(4) == 0 ? 1005 : 1000 + random.nextInt(4));
            String reason = code.value() == 1005 ? "" : "é".repeat(random.nextInt(60));
            byte[] payload = FrameEncoder.closePayload(code, reason).array();
            frame(Frames.FIN | 8, payload, 0, code.value() == 1005 ? 0 : payload.length);
            events.add("CLOSE " + code.value() + " " + reason);
        } else {
            byte[] payload = randomBytes(random.nextInt(126));
            frame(Frames.FIN | 9 + kind, payload, 0, payload.length);
            events.add((kind == 0 ? "PING " : "PONG ") + HexFormat.of().formatHex(payload));
        }
    }

    private void frame(int firstByte, byte[] payload, int from, int to) {
        ByteBuffer frame = ByteBuffer.allocate(FrameEncoder.frameSize(to - from, sender));
        Integer mask = sender == Role.CLIENT ? random.nextInt() : null;
        FrameEncoder.encode(frame, firstByte, mask, ByteBuffer.wrap(payload, from, to - from));
        out.writeBytes(frame.array());
    }

    private byte[] deflated(byte[] payload) {
        ByteBuffer compressed = deflater.deflate(ByteBuffer.wrap(payload));
        byte[] bytes = new byte[compressed.remaining()];
        compressed.get(bytes);
        return bytes;
    }

    private String randomText() {
        int[] highest = {0x7F, 0x7FF, 0xD7FF, Character.MAX_CODE_POINT};
        return random.ints(randomLength())
                .map(any -> Math.floorMod(any, highest[random.nextInt(4)] + 1))
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 'x' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private int randomLength() {
        return random.nextInt(100) == 0 ? 65_535 + random.nextInt(3) : LENGTHS[random.nextInt(LENGTHS.length)];
    }
}
