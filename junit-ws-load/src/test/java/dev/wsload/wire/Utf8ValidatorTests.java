package dev.wsload.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3629 section 4; the JDK's own decoder is the judge where all cases are tried. */
class Utf8ValidatorTests {
    @Test
    void everyCharacterIsValidInOnePieceAndByteByByte() {
        IntStream characters = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
        assertThat(characters.filter(c -> !isValid(Character.toString(c).getBytes(UTF_8))))
                .isEmpty();
    }

    @Test
    void allSequencesOfTwoBytesAreJudgedAsTheJdkJudgesThem() {
        ByteBuffer bytes = ByteBuffer.allocate(2);
        assertThat(IntStream.rangeClosed(0, 0xFFFF).filter(pair -> differsFromJdk(bytes.putShort(0, (short) pair))))
                .isEmpty();
    }

    @Test
    void theSecondByteDecidesOnOverlongFormsSurrogatesAndTheUpperEnd() {
        ByteBuffer bytes = ByteBuffer.allocate(4).putInt(0, 0x80808080);
        assertThat(IntStream.rangeClosed(0xE000, 0xFFFF)
                        .filter(start ->
                                differsFromJdk(bytes.putShort(0, (short) start).limit(start < 0xF000 ? 3 : 4))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    80,                               0
                    c080,                             0
                    c1bf,                             0
                    e08080,                           1
                    eda080,                           1
                    f08080,                           1
                    f4908080,                         1
                    f5,                               0
                    ff,                               0
                    61c3,                             -1
                    6161616161616161616161e282ff6161, 13
                    616161616161616180616161,         8
                    """)
    void theFirstBadByteIsNamed(String hex, int index) {
        ByteBuffer bytes = ByteBuffer.wrap(Frames.hex(hex));
        if (index < 0) {
            assertThat(validate(bytes)).isPositive();
        } else {
            assertThat(~validate(bytes)).isEqualTo(index);
        }
    }

    private static boolean isValid(byte[] character) {
        ByteBuffer bytes = ByteBuffer.wrap(character);
        return validate(bytes) == Utf8Validator.COMPLETE && validateByteByByte(bytes) == Utf8Validator.COMPLETE;
    }

    private static boolean differsFromJdk(ByteBuffer bytes) {
        return (validate(bytes) == Utf8Validator.COMPLETE) != jdkAccepts(bytes);
    }

    private static int validate(ByteBuffer bytes) {
        return Utf8Validator.advance(Utf8Validator.COMPLETE, bytes, 0, bytes.limit());
    }

    private static int validateByteByByte(ByteBuffer bytes) {
        int state = Utf8Validator.COMPLETE;
        for (int i = 0; i < bytes.limit(); i++) {
            state = Utf8Validator.advance(state, bytes, i, i + 1);
        }
        return state;
    }

    private static boolean jdkAccepts(ByteBuffer bytes) {
        try {
            UTF_8.newDecoder().decode(bytes.duplicate());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
