package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455 section 5.2. */
class OpcodeTests {
    @ParameterizedTest
    @EnumSource(Opcode.class)
    void everyOpcodeIsFoundByItsBits(Opcode opcode) {
        assertThat(Opcode.of(opcode.bits())).isSameAs(opcode);
    }

    @Test
    void exactlyThreeToSevenAndElevenToFifteenAreReserved() {
        List<Integer> reserved = IntStream.range(0, 16)
                .filter(bits -> Opcode.of(bits) == null)
                .boxed()
                .toList();
        assertThat(reserved).containsExactly(3, 4, 5, 6, 7, 11, 12, 13, 14, 15);
    }

    @Test
    void closePingAndPongAreControlFrames() {
        assertThat(Opcode.values())
                .filteredOn(Opcode::isControl)
                .containsExactly(Opcode.CLOSE, Opcode.PING, Opcode.PONG);
    }
}
