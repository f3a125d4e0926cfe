package dev.wsload.testkit.permitted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What applications do that are right: the protocol says nothing of who speaks when. */
final class Habits {
    private static final Duration TICK = Duration.ofMillis(400);
    private static final byte[] NOTHING = {};

    private Habits() {}

    static void greet(Peer peer) throws IOException {
        peer.text("welcome");
        peer.text("x".repeat(70_000));
    }

    static void speakAndClose(Peer peer) throws IOException {
        peer.text("it is noon");
        peer.sayClose(1000, "");
    }

    static void news(Peer peer) throws IOException {
        peer.every(Duration.ofMillis(30), one -> one.text("news"));
    }

    static void pings(Peer peer) throws IOException {
        peer.every(Duration.ofMillis(20), one -> one.frame(0x89, NOTHING));
    }

    static void pongs(Peer peer) throws IOException {
        peer.every(Duration.ofMillis(20), one -> one.frame(0x8A, NOTHING));
    }

    /** Takes its time over each answer, and does not come behind. */
    static void steadily(Peer peer, int opcode, byte[] payload) {
        peer.later(Duration.ofMillis(350), one -> one.frame(0x80 | opcode, payload));
    }

    static void eachAtItsPace(Peer peer, int opcode, byte[] payload) {
        int pace = Math.floorMod(peer.hashCode(), 5);
        peer.later(Duration.ofMillis(30L * pace), one -> one.frame(0x80 | opcode, payload));
    }

    /** Gathers what is to be said, and says it in bursts. */
    static final class Bursts implements Manners {
        private final List<Peer.Act> waiting = new ArrayList<>();

        @Override
        public void open(Peer peer) {
            peer.every(TICK, this::say);
        }

        private void say(Peer peer) throws IOException {
            for (Peer.Act act : waiting) {
                act.on(peer);
            }
            waiting.clear();
        }

        @Override
        public void message(Peer peer, int opcode, byte[] payload) {
            waiting.add(one -> one.frame(0x80 | opcode, payload));
        }
    }

    /** Answers the newest of several pings (section 5.5.3). */
    static final class NewestPing implements Manners {
        @Override
        public boolean answersOldPings() {
            return false;
        }

        @Override
        public void ping(Peer peer, byte[] payload) throws IOException {
            peer.frame(0x8A, payload);
            Peer.pause(Duration.ofMillis(5));
        }
    }

    /** Greets, and takes what it is told without an answer. */
    static final class Sink implements Manners {
        @Override
        public void open(Peer peer) throws IOException {
            peer.text("tell me");
        }

        @Override
        public void message(Peer peer, int opcode, byte[] payload) {
            // it is enough to know it
        }
    }

    /** Tells news to those that ask for them, and takes the messages of the others without an answer. */
    static final class News implements Manners {
        @Override
        public void message(Peer peer, int opcode, byte[] payload) throws IOException {
            if (new String(payload, UTF_8).equals("subscribe")) {
                peer.text("news");
            }
        }
    }
}
