package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Cuts bytes into pieces at random, and damages them at random. */
final class Fuzz {
    private Fuzz() {}

    /** Pieces that together are these bytes: windows onto one buffer, so that what lies around them are other bytes. */
    static ByteBuffer[] split(Random random, byte[] bytes) {
        ByteBuffer whole =
                random.nextBoolean() ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length);
        whole.put(bytes);
        List<ByteBuffer> pieces = new ArrayList<>();
        int longest = 1 << random.nextInt(12);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + random.nextInt(longest + 1));
            pieces.add(whole.duplicate().limit(to).position(from));
            from = to;
        }
        return pieces.toArray(ByteBuffer[]::new);
    }

    /** One to four bytes changed, dropped, doubled; or the end cut off. */
    static byte[] mutate(Random random, byte[] bytes) {
        byte[] mutated = bytes.clone();
        for (int changes = random.nextInt(4); changes >= 0 && mutated.length > 0; changes--) {
            int at = random.nextInt(mutated.length);
            mutated = switch (random.nextInt(5)) {
                case 0 -> Arrays.copyOf(mutated, at);
                case 1 -> Frames.join(Arrays.copyOf(mutated, at), Arrays.copyOfRange(mutated, at + 1, mutated.length));
                case 2 -> Frames.join(Arrays.copyOf(mutated, at), Arrays.copyOfRange(mutated, at / 2, mutated.length));
                case 3 -> changed(mutated, at, (byte) random.nextInt());
                default -> changed(mutated, at, (byte) (mutated[at] ^ 1 << random.nextInt(8)));
            };
        }
        return mutated;
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }
}
