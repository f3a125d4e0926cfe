package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random answers, splits and damage; a failing try is replayed with the seed that jqwik prints. */
class HandshakeFuzzTests {
    private static final HandshakeRequest REQUEST = new HandshakeRequest(
            URI.create("ws://localhost/"), List.of(), List.of("chat", "v2"), DeflateParameters.DEFAULT);
    private static final int BOUND_WITH_COLD_START = 4_000_000;

    @Property(tries = 300)
    void aValidAnswerIsReadHoweverItIsSplit(@ForAll long seed) throws HandshakeRefused {
        Random random = new Random(seed);
        HandshakeKey key = new HandshakeKey(random.nextLong(), random.nextLong());
        HandshakeDecoder decoder = new HandshakeDecoder(REQUEST, key);
        Optional<HandshakeAgreement> agreement = Optional.empty();
        for (ByteBuffer piece : Fuzz.split(random, answer(random, key))) {
            assertThat(agreement).isEmpty();
            agreement = decoder.decode(piece);
            assertThat(piece.hasRemaining()).isFalse();
        }
        assertThat(agreement.orElseThrow().subprotocol()).contains("v2");
        assertThat(agreement.orElseThrow().deflate()).contains(new DeflateParameters(true, false, 10, 15));
    }

    @Property(tries = 500)
    void aDamagedAnswerIsJudgedTheSameHoweverItIsSplit(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        HandshakeKey key = new HandshakeKey(random.nextLong(), random.nextLong());
        byte[] damaged = Fuzz.mutate(random, answer(random, key));
        String whole = judge(key, ByteBuffer.wrap(damaged));
        assertThat(withoutBody(judge(key, Fuzz.split(random, damaged)))).isEqualTo(withoutBody(whole));
    }

    /** What is shown of a body, or of what is no HTTP, is what has come by then. */
    private static String withoutBody(String judgement) {
        return judgement.replaceFirst("(?s)(; body: |it starts with ).*", "");
    }

    @Property(tries = 500)
    void randomBytesAreRefusedWithBoundedMemory(@ForAll byte[] bytes, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] start = random.nextBoolean() ? new byte[0] : "HTTP/1.1 101 ".getBytes(ISO_8859_1);
        String judgement = judge(new HandshakeKey(1, 2), Fuzz.split(random, Frames.join(start, bytes, bytes)));
        assertThat(judgement).doesNotStartWith("Handshake");
    }

    /** What comes of an answer: agreed, refused and why, or nothing yet. */
    private static String judge(HandshakeKey key, ByteBuffer... pieces) throws Exception {
        HandshakeDecoder decoder = new HandshakeDecoder(REQUEST, key);
        List<String> judgement = new ArrayList<>();
        long allocated = Allocation.of(() -> {
            try {
                for (int i = 0; i < pieces.length && judgement.isEmpty(); i++) {
                    decoder.decode(pieces[i]).ifPresent(agreement -> judgement.add(agreement.toString()));
                }
            } catch (HandshakeRefused e) {
                judgement.add(e.httpStatus() + " " + e.getMessage());
            }
        });
        assertThat(allocated).isLessThan(BOUND_WITH_COLD_START);
        return judgement.toString();
    }

    private static byte[] answer(Random random, HandshakeKey key) {
        List<String> lines = new ArrayList<>(
                List.of(
                        "Upgrade: WebSocket",
                        "connection:" + (random.nextBoolean() ? "Upgrade" : " keep-alive,\tupgrade "),
                        "Sec-WebSocket-Accept: " + key.accept(),
                        "SEC-WEBSOCKET-PROTOCOL: v2",
                        "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;server_max_window_bits=\"10\""));
        for (int extra = random.nextInt(5); extra > 0; extra--) {
            lines.add("X-" + extra + ": " + "é ".repeat(random.nextInt(100)));
        }
        Collections.shuffle(lines, random);
        return ("HTTP/1.1 101 Fine\r\n" + String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
    }
}
