package dev.wsload.wire;

import java.nio.ByteBuffer;

/** Text and close reasons are UTF-8 (RFC 6455 section 8.1): says where they are not. */
final class TextRule {
    private TextRule() {}

    /** Checks a whole text, from position to limit. */
    static void checkWhole(ByteBuffer text) throws ProtocolViolation {
        int start = text.position();
        if (check(Utf8Validator.COMPLETE, text, start, text.limit(), start) != Utf8Validator.COMPLETE) {
            throw endsInsideCharacter();
        }
    }

    /**
     * Checks a piece of a text and returns the validator's state behind it.
     *
     * @param origin index of the text's first byte, for the offset in the message
     */
    static int check(int state, ByteBuffer bytes, int from, int to, int origin) throws ProtocolViolation {
        int next = Utf8Validator.advance(state, bytes, from, to);
        if (next < 0) {
            throw invalid("byte 0x%02X at offset %d".formatted(bytes.get(~next), ~next - origin));
        }
        return next;
    }

    static ProtocolViolation endsInsideCharacter() {
        return invalid("it ends inside a character");
    }

    private static ProtocolViolation invalid(String what) {
        return new ProtocolViolation(
                CloseCode.INVALID_PAYLOAD_DATA, "text that is not UTF-8: " + what + " (RFC 6455 section 8.1)");
    }
}
