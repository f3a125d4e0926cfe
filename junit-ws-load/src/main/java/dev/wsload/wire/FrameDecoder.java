package dev.wsload.wire;

import java.nio.ByteBuffer;

/**
 * Reads what the other side of a connection sends: bytes in, messages and control frames out (RFC 6455 sections 5 to 8,
 * RFC 7692 section 6).
 *
 * <p>The bytes may be split anywhere. An unfragmented, uncompressed message that lies whole in the input is handed on
 * where it lies, without a copy and without allocation; anything else is gathered in a buffer that grows as bytes arrive,
 * never by an announced length, and is dropped with the message. After a close frame the decoder reads on. Once it has
 * thrown a {@link ProtocolViolation}, every further call throws the same one. Not thread-safe.
 *
 * @since 0.1
 */
public final class FrameDecoder {
    private final Role role;
    private final int maxMessageBytes;
    private final MessageInflater inflater;
    private final FrameHeader header;
    private MessageInProgress message;
    private ByteBuffer control;
    private long payloadSeen;
    private int frameStart;
    private ProtocolViolation violation;

    /**
     * Creates a decoder of what the other side of {@code role} sends.
     *
     * @param role the side that decodes
     * @param maxMessageBytes bound on one message, fragments joined and inflated, 0 or more; beyond it 1009
     * @param inflater the negotiated decompression, or null when none was; whoever made it closes it
     * @throws IllegalArgumentException if the bound is negative
     */
    public FrameDecoder(Role role, int maxMessageBytes, MessageInflater inflater) {
        if (maxMessageBytes < 0) {
            throw new IllegalArgumentException("maxMessageBytes = " + maxMessageBytes + ", must be at least 0");
        }
        this.role = role;
        this.maxMessageBytes = maxMessageBytes;
        this.inflater = inflater;
        this.header = new FrameHeader(role == Role.SERVER, inflater != null);
    }

    /**
     * Takes all bytes of {@code in} and hands what they complete to the sink.
     *
     * @param in position to limit; heap or direct; in the role of a server it must be writable, and is unmasked in place
     * @param sink must not decode; it may move position and limit of what it is given
     * @throws ProtocolViolation with the close code that answers it: 1002, 1007 or 1009. What came whole before the
     *     violation has been delivered
     */
    public void decode(ByteBuffer in, MessageSink sink) throws ProtocolViolation {
        if (violation != null) {
            throw violation;
        }
        frameStart = in.position();
        try {
            while (readHeader(in, sink) && readPayload(in, sink)) {}
        } catch (ProtocolViolation e) {
            violation = e;
            throw e;
        }
    }

    /** Says whether a frame or a fragmented message has begun and not ended: TCP must not end here. */
    public boolean inMessage() {
        return header.isStarted() || message != null;
    }

    /** Says whether a frame has begun and not ended: not even the next fragment can begin here. */
    public boolean inFrame() {
        return header.isStarted();
    }

    /** Returns where in the input of the last call its last frame began; where that input began if the frame is older. */
    public int frameStart() {
        return frameStart;
    }

    private boolean readHeader(ByteBuffer in, MessageSink sink) throws ProtocolViolation {
        if (!header.isComplete()) {
            if (!readHeaderBytes(in, sink)) {
                return false;
            }
            sink.onFrame(header.firstByte(), header.length());
            checkSequence();
            checkAnnounced();
        }
        return true;
    }

    private boolean readHeaderBytes(ByteBuffer in, MessageSink sink) throws ProtocolViolation {
        if (!header.isStarted() && in.hasRemaining()) {
            frameStart = in.position();
        }
        try {
            return header.read(in);
        } catch (ProtocolViolation e) {
            sink.onFrame(header.firstByte(), MessageSink.UNREAD);
            throw e;
        }
    }

    private void checkSequence() throws ProtocolViolation {
        Opcode opcode = header.opcode();
        if (opcode == Opcode.CONTINUATION && message == null) {
            throw broken("a CONTINUATION frame, but no fragmented message has begun");
        }
        if (message != null && opcode != Opcode.CONTINUATION && !opcode.isControl()) {
            throw broken("a " + opcode + " frame inside a fragmented " + message.kind() + " message");
        }
    }

    private void checkAnnounced() throws ProtocolViolation {
        if (header.opcode().isControl()) {
            return;
        }
        if (message != null) {
            message.announce(header.length());
        } else if (!header.compressed() && header.length() > maxMessageBytes) {
            throw MessageBuffer.tooBig(0, header.length(), maxMessageBytes);
        }
    }

    private boolean readPayload(ByteBuffer in, MessageSink sink) throws ProtocolViolation {
        if (!in.hasRemaining() && header.length() > payloadSeen) {
            return false;
        }
        int limit = in.limit();
        int end = in.position() + (int) Math.min(in.remaining(), header.length() - payloadSeen);
        in.limit(end);
        try {
            takePayload(in, sink);
        } finally {
            in.limit(limit).position(end);
        }
        return !header.isStarted();
    }

    private void takePayload(ByteBuffer piece, MessageSink sink) throws ProtocolViolation {
        unmask(piece);
        payloadSeen += piece.remaining();
        boolean last = payloadSeen == header.length();
        if (last) {
            header.clear();
            payloadSeen = 0;
        }
        if (header.opcode().isControl()) {
            takeControl(piece, last, sink);
        } else if (last && message == null && header.fin() && !header.compressed()) {
            takeWholeMessage(piece, sink);
        } else {
            takeFragment(piece, last && header.fin(), sink);
        }
    }

    private void unmask(ByteBuffer piece) {
        if (role == Role.SERVER) {
            int start = piece.position();
            Masking.apply(piece, start, piece, start, piece.remaining(), header.maskAt(payloadSeen));
        }
    }

    private void takeControl(ByteBuffer piece, boolean last, MessageSink sink) throws ProtocolViolation {
        if (last && control == null) {
            ControlFrames.deliver(header.opcode(), piece, sink);
            return;
        }
        if (control == null) {
            control = ByteBuffer.allocate((int) header.length());
        }
        control.put(piece);
        if (last) {
            ByteBuffer whole = control.flip();
            control = null;
            ControlFrames.deliver(header.opcode(), whole, sink);
        }
    }

    private void takeWholeMessage(ByteBuffer payload, MessageSink sink) throws ProtocolViolation {
        if (header.opcode() == Opcode.TEXT) {
            TextRule.checkWhole(payload);
        }
        sink.onMessage(header.opcode(), payload);
    }

    private void takeFragment(ByteBuffer piece, boolean last, MessageSink sink) throws ProtocolViolation {
        if (message == null) {
            message = new MessageInProgress(header.opcode(), header.compressed() ? inflater : null, maxMessageBytes);
        }
        message.append(piece);
        if (last) {
            MessageInProgress complete = message;
            message = null;
            sink.onMessage(complete.kind(), complete.finish());
        }
    }

    private static ProtocolViolation broken(String rule) {
        return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, rule + " (RFC 6455 section 5.4)");
    }
}
