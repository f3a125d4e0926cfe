package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first byte of RFC 6455 section 5.2, taken apart. */
class LoggedFrameTests {
    @Test
    void theFirstByteSaysFinReservedBitsAndOpcode() {
        LoggedFrame frame = frame(0xD1);
        assertThat(frame.fin()).isTrue();
        assertThat(frame.rsv()).isEqualTo(0b101);
        assertThat(frame.opcode()).contains(Opcode.TEXT);
    }

    @Test
    void aReservedOpcodeHasNoKind() {
        LoggedFrame frame = frame(0x03);
        assertThat(frame.fin()).isFalse();
        assertThat(frame.rsv()).isZero();
        assertThat(frame.opcode()).isEmpty();
        assertThat(frame.opcodeBits()).isEqualTo(3);
    }

    private static LoggedFrame frame(int firstByte) {
        return new LoggedFrame(true, firstByte, 0, Duration.ZERO);
    }
}
