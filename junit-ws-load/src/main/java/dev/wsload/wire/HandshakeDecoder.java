package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the server's answer to an opening handshake (RFC 6455 section 4.1), however it is split. Bounded: a header of at
 * most 16 KiB and 100 lines. Once it has refused, every further call refuses for the same reason. Not thread-safe.
 *
 * @since 0.1
 */
public final class HandshakeDecoder {
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_LINES = 100;
    private static final int SMALLEST = 512;
    private static final int BODY = 200;
    private static final int START_SHOWN = 40;
    private static final String START = "HTTP/1.";

    private final HandshakeRequest request;
    private final HandshakeKey key;
    private byte[] held = new byte[0];
    private int size;
    private int lineStart;
    private int lines;
    private ResponseHead refusing;
    private HandshakeRefused refusal;

    /**
     * Creates a decoder of the answer to this request.
     *
     * @param request what was sent
     * @param key the key that it was sent with
     */
    public HandshakeDecoder(HandshakeRequest request, HandshakeKey key) {
        this.request = request;
        this.key = key;
    }

    /**
     * Takes bytes up to the end of the header and leaves what follows, the first frames, in {@code in}. Interim responses before it,
     * such as 103, are passed over (RFC 9110 section 15.2). Of another status than 101 it awaits the beginning of the body, which
     * may say why.
     *
     * @return what was agreed, once the header is complete; else empty, and all bytes are taken
     * @throws HandshakeRefused if the status is not 101, or the answer breaks a rule
     */
    public Optional<HandshakeAgreement> decode(ByteBuffer in) throws HandshakeRefused {
        if (refusal != null) {
            throw refusal;
        }
        try {
            while (refusing == null && takeHeader(in)) {
                Optional<HandshakeAgreement> agreement = agreement();
                if (agreement.isPresent()) {
                    return agreement;
                }
            }
            return refusing == null ? Optional.empty() : refuse(in);
        } catch (HandshakeRefused e) {
            refusal = e;
            throw e;
        }
    }

    /** Returns the refusal that awaits the body of its answer; empty if there is none. */
    public Optional<HandshakeRefused> refused() {
        return Optional.ofNullable(refusing).map(head -> ResponseRules.otherStatus(head, ""));
    }

    private Optional<HandshakeAgreement> agreement() throws HandshakeRefused {
        String header = new String(held, 0, size, StandardCharsets.ISO_8859_1);
        held = new byte[0];
        ResponseHead head = ResponseHead.parse(header);
        if (ResponseRules.opens(head)) {
            return Optional.of(ResponseRules.agree(request, key, head));
        }
        if (head.isInterim()) {
            size = 0;
            lineStart = 0;
        } else {
            refusing = head;
        }
        return Optional.empty();
    }

    private Optional<HandshakeAgreement> refuse(ByteBuffer in) throws HandshakeRefused {
        if (!in.hasRemaining() && refusing.announcesBody()) {
            return Optional.empty();
        }
        throw ResponseRules.otherStatus(refusing, beginningOfBody(in));
    }

    /** Returns the first characters on one line, without the size of a chunk (RFC 9112 section 7.1) before them. */
    private String beginningOfBody(ByteBuffer in) {
        byte[] first = new byte[Math.min(in.remaining(), BODY)];
        in.get(first).position(in.limit());
        String text = new String(first, StandardCharsets.UTF_8);
        String body = refusing.isChunked() ? text.substring(text.indexOf('\n') + 1) : text;
        return body.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private boolean takeHeader(ByteBuffer in) throws HandshakeRefused {
        reserve(Math.min(in.remaining(), MAX_BYTES - size));
        while (in.hasRemaining()) {
            if (size == MAX_BYTES) {
                throw refused("the header of the answer is longer than " + MAX_BYTES + " bytes");
            }
            byte octet = in.get();
            held[size++] = octet;
            checkStart(octet, in);
            if (octet == '\n' && endsHeader()) {
                return true;
            }
        }
        return false;
    }

    /** Says early that the other side speaks something else, which may never end a line. */
    private void checkStart(byte octet, ByteBuffer rest) throws HandshakeRefused {
        if (size <= START.length() && octet != START.charAt(size - 1)) {
            throw refused("the answer is not HTTP/1.1: it starts with "
                    + HttpSyntax.shown(new String(held, 0, size, StandardCharsets.ISO_8859_1) + first(rest)));
        }
    }

    private static String first(ByteBuffer rest) {
        byte[] bytes = new byte[Math.min(rest.remaining(), START_SHOWN)];
        rest.get(bytes).position(rest.limit());
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private boolean endsHeader() throws HandshakeRefused {
        int length = size - lineStart;
        if (length < 2 || held[size - 2] != '\r') {
            throw refused("line " + (lines + 1)
                    + " of the answer ends with LF alone, must end with CR LF (RFC 9112 section 2.2)");
        }
        lineStart = size;
        lines++;
        if (lines > MAX_LINES + 1 && length > 2) {
            throw refused("the answer has more than " + MAX_LINES + " header lines");
        }
        return length == 2;
    }

    private void reserve(int more) {
        if (held.length - size < more) {
            int wanted = Math.max(SMALLEST, Math.max(2 * held.length, size + more));
            held = Arrays.copyOf(held, Math.min(wanted, MAX_BYTES));
        }
    }

    private static HandshakeRefused refused(String sentence) {
        return new HandshakeRefused(0, sentence);
    }
}
