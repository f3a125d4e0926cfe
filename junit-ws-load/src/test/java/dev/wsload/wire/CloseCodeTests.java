package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 section 7.4 and the IANA registry, code by code. */
class CloseCodeTests {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    0,     invalid,               false, false
                    999,   invalid,               false, false
                    1000,  normal closure,        true,  false
                    1001,  going away,            true,  false
                    1002,  protocol error,        true,  false
                    1003,  unsupported data,      true,  false
                    1004,  reserved,              false, false
                    1005,  no status received,    false, true
                    1006,  abnormal closure,      false, true
                    1007,  invalid payload data,  true,  false
                    1008,  policy violation,      true,  false
                    1009,  message too big,       true,  false
                    1010,  mandatory extension,   true,  false
                    1011,  internal error,        true,  false
                    1012,  service restart,       true,  false
                    1013,  try again later,       true,  false
                    1014,  bad gateway,           true,  false
                    1015,  TLS handshake,         false, true
                    1016,  unassigned,            false, false
                    2999,  unassigned,            false, false
                    3000,  library,               true,  false
                    3999,  library,               true,  false
                    4000,  private use,           true,  false
                    4999,  private use,           true,  false
                    5000,  invalid,               false, false
                    65535, invalid,               false, false
                    """)
    void everyCodeHasItsNameAndItsPlace(int value, String label, boolean sendable, boolean synthetic) {
        CloseCode code = CloseCode.of(value);
        assertThat(code.label()).isEqualTo(label);
        assertThat(code.isSendable()).isEqualTo(sendable);
        assertThat(code.isSynthetic()).isEqualTo(synthetic);
        assertThat(code).hasToString(value + " (" + label + ")");
    }

    @Test
    void exactlyTheRegisteredAndTheOpenRangesAreSendable() {
        assertThat(IntStream.rangeClosed(0, 0xFFFF)
                        .filter(value -> CloseCode.of(value).isSendable()))
                .hasSize(4 + 8 + 2000)
                .allMatch(value -> value >= 1000 && value <= 1014 || value >= 3000 && value <= 4999);
    }

    @Test
    void theConstantsHaveTheirNumbers() {
        assertThat(List.of(
                        CloseCode.NORMAL_CLOSURE,
                        CloseCode.GOING_AWAY,
                        CloseCode.PROTOCOL_ERROR,
                        CloseCode.UNSUPPORTED_DATA,
                        CloseCode.NO_STATUS_RECEIVED,
                        CloseCode.ABNORMAL_CLOSURE,
                        CloseCode.INVALID_PAYLOAD_DATA,
                        CloseCode.POLICY_VIOLATION,
                        CloseCode.MESSAGE_TOO_BIG,
                        CloseCode.MANDATORY_EXTENSION,
                        CloseCode.INTERNAL_ERROR,
                        CloseCode.SERVICE_RESTART,
                        CloseCode.TRY_AGAIN_LATER,
                        CloseCode.BAD_GATEWAY,
                        CloseCode.TLS_HANDSHAKE))
                .extracting(CloseCode::value)
                .containsExactly(
                        1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, Integer.MIN_VALUE})
    void whatDoesNotFitTwoBytesIsNoCode(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloseCode.of(value))
                .withMessage("close code = " + value + ", must be 0 to 65535 (two bytes on the wire)");
    }

    @Test
    void codesSortByNumber() {
        assertThat(List.of(CloseCode.of(4000), CloseCode.GOING_AWAY, CloseCode.NORMAL_CLOSURE))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
}
