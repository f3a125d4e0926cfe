package dev.wsload.testkit.permitted;

import dev.wsload.testkit.RawFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** Ways to end a connection that are right and unusual. */
final class Endings {
    /** How many messages make a conversation. */
    static final int CONVERSATION = 5;

    private static final byte[] NOTHING = {};

    private Endings() {}

    static void withoutACode(Peer peer, byte[] said) throws IOException {
        peer.frame(0x88, NOTHING);
        peer.end();
    }

    static void withAnotherCode(Peer peer, byte[] said) throws IOException {
        peer.sayClose(1000, "as you like");
        peer.end();
    }

    static void withTheLongestReason(Peer peer, byte[] said) throws IOException {
        int code = said.length < 2 ? 1000 : ByteBuffer.wrap(said).getShort();
        peer.sayClose(code, "\u20ac".repeat(41));
        peer.end();
    }

    static void byteByByte(Peer peer, byte[] said) throws IOException {
        peer.inSegments(RawFrame.encode(0x88, said), 1);
        peer.end();
    }

    static void late(Peer peer, byte[] said) throws IOException {
        Peer.pause(Duration.ofMillis(100));
        peer.frame(0x88, said);
        Peer.pause(Duration.ofMillis(100));
        peer.end();
    }

    static void halfFirst(Peer peer, byte[] said) throws IOException {
        peer.frame(0x88, said);
        peer.fin();
    }

    static void behindTheRest(Peer peer, byte[] said) throws IOException {
        peer.frame(0x01, NOTHING);
        peer.frame(0x00, new byte[] {'r', 'e'});
        Peer.pause(Duration.ofMillis(20));
        peer.frame(0x80, new byte[] {'s', 't'});
        peer.frame(0x88, said);
        peer.end();
    }

    static void behindData(Peer peer, byte[] said) throws IOException {
        for (int i = 0; i < 10; i++) {
            peer.text("news " + i);
            peer.frame(0x89, NOTHING);
        }
        peer.frame(0x88, said);
        peer.end();
    }

    static void withinAMessage(Peer peer, byte[] said) throws IOException {
        peer.frame(0x01, new byte[] {'o', 'n', 'c', 'e'});
        peer.frame(0x88, said);
        peer.end();
    }

    /** Ends the conversation after its last message with this code, and waits for the client's close frame. */
    static Permission.Telling first(int code, String reason) {
        return (peer, opcode, payload) -> {
            peer.frame(0x80 | opcode, payload);
            if (peer.answers() == CONVERSATION) {
                peer.sayClose(code, reason);
            }
        };
    }

    static void firstWithoutACode(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.frame(0x80 | opcode, payload);
        if (peer.answers() == CONVERSATION) {
            peer.frame(0x88, NOTHING);
        }
    }

    static void firstInTheSameSegment(Peer peer, int opcode, byte[] payload) throws IOException {
        byte[] answer = RawFrame.encode(0x80 | opcode, payload);
        if (peer.answers() < CONVERSATION) {
            peer.send(answer);
        } else {
            byte[] close = RawFrame.encode(0x88, Peer.closePayload(1000, "that is all"));
            byte[] both = Arrays.copyOf(answer, answer.length + close.length);
            System.arraycopy(close, 0, both, answer.length, close.length);
            peer.send(both);
        }
    }

    static void firstAndFin(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.frame(0x80 | opcode, payload);
        if (peer.answers() == CONVERSATION) {
            peer.sayClose(1000, "that is all");
            peer.fin();
        }
    }
}
