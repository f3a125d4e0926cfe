package dev.wsload.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * The header of a frame that has passed on a connection, right or wrong (RFC 6455 section 5.2). Immutable.
 *
 * @param received whether the client has received it, or else sent it
 * @param firstByte FIN, RSV1 to RSV3 and the opcode as they stand on the wire, 0 to 255
 * @param length of its payload, in bytes; {@link MessageSink#UNREAD} if its header was not read to its end
 * @param at when, since the connection opened
 * @since 0.1
 */
public record LoggedFrame(boolean received, int firstByte, long length, Duration at) {
    private static final int FIN = 0x80;
    private static final int RSV = 0x70;

    /** Returns its kind; empty for a reserved opcode. */
    public Optional<Opcode> opcode() {
        return Optional.ofNullable(Opcode.of(opcodeBits()));
    }

    /** Returns the four bits of its opcode. */
    public int opcodeBits() {
        return firstByte & 0xF;
    }

    /** Says whether it is the last or only frame of its message. */
    public boolean fin() {
        return (firstByte & FIN) != 0;
    }

    /** Returns the reserved bits as a number: RSV1 counts 4, RSV2 2 and RSV3 1. */
    public int rsv() {
        return (firstByte & RSV) >> 4;
    }
}
