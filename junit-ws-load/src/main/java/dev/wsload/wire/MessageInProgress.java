package dev.wsload.wire;

import java.nio.ByteBuffer;

/** A message of which not all has arrived; exists only as long, so that an idle connection holds none. */
final class MessageInProgress {
    private final Opcode kind;
    private final MessageInflater inflater;
    private final MessageBuffer buffer;
    private int validated;
    private int utf8 = Utf8Validator.COMPLETE;

    /**
     * Starts a message.
     *
     * @param inflater null when the message is not compressed
     */
    MessageInProgress(Opcode kind, MessageInflater inflater, int maxBytes) {
        this.kind = kind;
        this.inflater = inflater;
        this.buffer = new MessageBuffer(maxBytes);
    }

    Opcode kind() {
        return kind;
    }

    /** Refuses a frame that announces more than the message may hold; what inflates is judged as it does. */
    void announce(long frameBytes) throws ProtocolViolation {
        if (inflater == null) {
            buffer.checkRoomFor(frameBytes);
        }
    }

    void append(ByteBuffer piece) throws ProtocolViolation {
        if (inflater == null) {
            buffer.append(piece);
        } else {
            inflater.inflate(piece, buffer);
        }
        validate();
    }

    ByteBuffer finish() throws ProtocolViolation {
        if (inflater != null) {
            inflater.finish(buffer);
            validate();
        }
        if (utf8 != Utf8Validator.COMPLETE) {
            throw TextRule.endsInsideCharacter();
        }
        return buffer.content().flip();
    }

    private void validate() throws ProtocolViolation {
        if (kind == Opcode.TEXT) {
            utf8 = TextRule.check(utf8, buffer.content(), validated, buffer.size(), 0);
            validated = buffer.size();
        }
    }
}
