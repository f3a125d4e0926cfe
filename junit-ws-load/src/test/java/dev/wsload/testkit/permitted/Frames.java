package dev.wsload.testkit.permitted;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wsload.testkit.RawFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Ways to send a message that are right and unusual. */
final class Frames {
    private static final byte[] NOTHING = {};
    /** One to four bytes a character; NUL, the byte order mark and those that are no characters are allowed, too. */
    private static final byte[] CHARACTERS = "\u0000a\u00fc\u20ac\ud83d\ude00\ufeff\uffff\udbff\udfff".getBytes(UTF_8);

    private Frames() {}

    private static byte[] join(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** Cuts the payload here, and puts these frames between the fragments. */
    private static byte[] fragments(int opcode, byte[] payload, byte[] between, int... cuts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 0; i < cuts.length; i++) {
            all.writeBytes(RawFrame.encode(i == 0 ? opcode : 0, Arrays.copyOfRange(payload, from, cuts[i])));
            all.writeBytes(between);
            from = cuts[i];
        }
        all.writeBytes(RawFrame.encode(0x80, Arrays.copyOfRange(payload, from, payload.length)));
        return all.toByteArray();
    }

    private static int[] everyByteOf(byte[] payload) {
        int[] cuts = new int[payload.length];
        Arrays.setAll(cuts, i -> i + 1);
        return cuts;
    }

    static void everyLength(Peer peer) throws IOException {
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 65_535, 65_536}) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) 'x');
            peer.frame(0x81, payload);
            peer.frame(0x82, payload);
        }
    }

    static void emptyFirst(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.send(fragments(opcode, payload, NOTHING, 0));
    }

    static void emptyMiddle(Peer peer, int opcode, byte[] payload) throws IOException {
        int half = payload.length / 2;
        peer.send(fragments(opcode, payload, NOTHING, half, half, half));
    }

    static void emptyLast(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.send(fragments(opcode, payload, NOTHING, payload.length));
    }

    static void onlyEmpty(Peer peer) throws IOException {
        peer.send(fragments(1, NOTHING, NOTHING, 0, 0, 0));
    }

    static void ofOneByte(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.send(fragments(opcode, payload, NOTHING, everyByteOf(payload)));
    }

    static void hundreds(Peer peer) throws IOException {
        byte[] payload = new byte[700];
        peer.send(fragments(2, payload, NOTHING, everyByteOf(payload)));
    }

    static void controlBetween(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] control = join(RawFrame.encode(0x89, new byte[] {'h', 'i'}), RawFrame.encode(0x8A, NOTHING));
        peer.send(fragments(opcode, payload, control, payload.length / 3, payload.length / 2));
    }

    /** Begins the next message as soon as it has ended one: its length need not be known (section 5.4). */
    static void firstInAdvance(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] rest = RawFrame.encode(0x80, payload);
        byte[] next = RawFrame.encode(opcode, NOTHING);
        peer.send(peer.answers() == 1 ? join(next, rest, next) : join(rest, next));
    }

    static void longControl(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] longest = new byte[125];
        peer.send(join(
                RawFrame.encode(0x89, longest),
                RawFrame.encode(0x80 | opcode, payload),
                RawFrame.encode(0x8A, longest)));
    }

    static void manyPings(Peer peer, int opcode, byte[] payload) throws IOException {
        for (int i = 0; i < 10; i++) {
            peer.frame(0x89, new byte[] {(byte) i});
        }
        peer.frame(0x80 | opcode, payload);
    }

    static void unsolicitedPongs(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] pong = RawFrame.encode(0x8A, new byte[] {'p'});
        peer.send(join(pong, RawFrame.encode(0x80 | opcode, payload), pong));
    }

    static void byteByByte(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.inSegments(RawFrame.encode(0x80 | opcode, payload), 1);
    }

    static void inSegmentsOfThree(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] ping = RawFrame.encode(0x89, new byte[] {'a', 'b'});
        peer.inSegments(join(ping, RawFrame.encode(0x80 | opcode, payload)), 3);
    }

    static void manyInOneWrite(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] news = RawFrame.encode(0x81, "news".getBytes(UTF_8));
        byte[] ping = RawFrame.encode(0x89, NOTHING);
        byte[] answer = RawFrame.encode(0x80 | opcode, payload);
        peer.send(join(news, ping, news, ping, answer, ping, news, news));
    }

    static void withPauses(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] frame = RawFrame.encode(0x80 | opcode, payload);
        int payloadBegins = frame.length - payload.length;
        peer.inSegments(Arrays.copyOf(frame, 1), 1);
        Peer.pause(Duration.ofMillis(2));
        peer.inSegments(Arrays.copyOfRange(frame, 1, payloadBegins), payloadBegins);
        Peer.pause(Duration.ofMillis(2));
        peer.inSegments(Arrays.copyOfRange(frame, payloadBegins, frame.length), frame.length);
    }

    static void charactersInFragments(Peer peer) throws IOException {
        peer.send(fragments(1, CHARACTERS, NOTHING, everyByteOf(CHARACTERS)));
    }

    static void charactersInSegments(Peer peer) throws IOException {
        peer.inSegments(RawFrame.encode(0x81, CHARACTERS), 1);
        peer.inSegments(fragments(1, CHARACTERS, RawFrame.encode(0x89, NOTHING), everyByteOf(CHARACTERS)), 1);
    }
}
