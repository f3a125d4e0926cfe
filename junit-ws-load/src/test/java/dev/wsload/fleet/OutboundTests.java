package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameDecoder;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import dev.wsload.wire.ProtocolViolation;
import dev.wsload.wire.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Two connections that share their loop's buffer, over links that take as much as they like. */
class OutboundTests {
    private static final int MAX_UNSENT = 100_000;
    private static final int CONTROL_FRAME = 6 + 125;

    private enum Action {
        MESSAGE,
        PONG,
        CORK,
        UNCORK,
        WRITABLE
    }

    /** What a connection does; the size is a payload's, or what its link takes at once from now on. */
    record Step(int connection, Action action, int size) {}

    @Property(tries = 300)
    void everyFrameLeavesOnceWholeAndInOrderHoweverTheSocketTakesThem(@ForAll("steps") List<Step> steps)
            throws ProtocolViolation {
        OutputBuffer shared = new OutputBuffer(new SplittableRandom(1));
        List<Sender> senders = List.of(new Sender(shared), new Sender(shared));

        for (Step step : steps) {
            senders.get(step.connection).take(step);
        }
        shared.uncork();

        for (Sender sender : senders) {
            sender.link.appetite = Integer.MAX_VALUE;
            sender.out.flush();
            assertThat(sender.link.frames()).isEqualTo(sender.sent);
            assertThat(sender.out.isBlocked()).isFalse();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(Action.class),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 200),
                                Arbitraries.integers().between(0, OutputBuffer.CAPACITY * 2)))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Test
    void aLinkThatTakesNothingCostsNoMoreThanTheBoundAndOneMessage() {
        Sender sender = new Sender(new OutputBuffer(new SplittableRandom(1)));
        sender.link.appetite = 0;

        for (int i = 0; i < 1_000; i++) {
            sender.take(new Step(0, Action.MESSAGE, 40_000));
        }
        int messages = sender.sent.size();
        for (int i = 0; i < 1_000; i++) {
            sender.take(new Step(0, Action.PONG, 125));
        }

        assertThat(messages).isEqualTo(MAX_UNSENT / 40_000);
        assertThat(sender.sent.size() - messages)
                .isLessThanOrEqualTo((MAX_UNSENT - 2 * 40_000 + 1024) / CONTROL_FRAME + 1);
    }

    @Test
    void oneMessageOfAnySizeFitsWhenNothingWaits() {
        Sender sender = new Sender(new OutputBuffer(new SplittableRandom(1)));
        sender.link.appetite = 0;

        sender.take(new Step(0, Action.MESSAGE, 10 * MAX_UNSENT));
        sender.take(new Step(0, Action.MESSAGE, 0));

        assertThat(sender.sent).hasSize(1);
    }

    @Test
    void afterAFailedWriteNothingIsSentAndItIsToldOnce() {
        List<IOException> told = new ArrayList<>();
        OutputBuffer shared = new OutputBuffer(new SplittableRandom(1));
        Outbound out = new Outbound(shared, MAX_UNSENT, told::add);
        Hungry link = new Hungry();
        link.broken = true;
        out.attach(link);

        out.sendControl(Opcode.PING, ByteBuffer.allocate(0));
        out.sendControl(Opcode.PING, ByteBuffer.allocate(0));
        out.flush();

        assertThat(told).hasSize(1);
        assertThat(out.isBlocked()).isFalse();
    }

    /** One connection's sending half, and what it was told to send. */
    private static final class Sender {
        private final OutputBuffer shared;
        private final Hungry link = new Hungry();
        private final Outbound out;
        private final List<String> sent = new ArrayList<>();

        Sender(OutputBuffer shared) {
            this.shared = shared;
            out = new Outbound(shared, MAX_UNSENT, e -> {
                throw new AssertionError(e);
            });
            out.attach(link);
        }

        void take(Step step) {
            switch (step.action) {
                case MESSAGE -> message(step.size);
                case PONG -> pong(step.size % 126);
                case CORK -> shared.cork(out);
                case UNCORK -> shared.uncork();
                case WRITABLE -> {
                    link.appetite = step.size;
                    out.flush();
                }
            }
        }

        private void message(int size) {
            if (out.hasRoom(size)) {
                ByteBuffer payload = payload(size);
                sent.add(name(Opcode.BINARY, payload));
                out.sendMessage(Opcode.BINARY, payload);
            }
        }

        private void pong(int size) {
            if (out.hasRoomForControl()) {
                ByteBuffer payload = payload(size);
                sent.add(name(Opcode.PONG, payload));
                out.sendControl(Opcode.PONG, payload);
            }
        }

        private ByteBuffer payload(int size) {
            byte[] bytes = new byte[size];
            new SplittableRandom(sent.size()).nextBytes(bytes);
            return ByteBuffer.wrap(bytes);
        }
    }

    private static String name(Opcode opcode, ByteBuffer payload) {
        return opcode + " of " + payload.remaining() + " bytes, hash " + payload.hashCode();
    }

    /** A link that takes so many bytes at every call. */
    private static final class Hungry implements Link {
        private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
        private int appetite;
        private boolean broken;

        @Override
        public void write(ByteBuffer from) throws IOException {
            if (broken) {
                throw new IOException("Broken pipe");
            }
            byte[] bite = new byte[Math.min(appetite, from.remaining())];
            from.get(bite);
            wire.writeBytes(bite);
        }

        List<String> frames() throws ProtocolViolation {
            List<String> frames = new ArrayList<>();
            new FrameDecoder(Role.SERVER, Integer.MAX_VALUE, null)
                    .decode(ByteBuffer.wrap(wire.toByteArray()), new Names(frames));
            return frames;
        }

        @Override
        public boolean secure() {
            return true;
        }

        @Override
        public int read(ByteBuffer into) {
            return 0;
        }

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public boolean hasBuffered() {
            return false;
        }

        @Override
        public boolean holdsBack() {
            return false;
        }
    }

    private record Names(List<String> frames) implements MessageSink {
        @Override
        public void onMessage(Opcode kind, ByteBuffer payload) {
            frames.add(name(kind, payload));
        }

        @Override
        public void onPing(ByteBuffer payload) {
            frames.add(name(Opcode.PING, payload));
        }

        @Override
        public void onPong(ByteBuffer payload) {
            frames.add(name(Opcode.PONG, payload));
        }

        @Override
        public void onClose(CloseCode code, String reason) {
            frames.add("close " + code);
        }
    }
}
