package dev.wsload.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.result.Stamp.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampTests {
    private static final int MAX_SENDER = (1 << 24) - 1;
    private static final long MAX_NANOS = (1L << 48) - 1;

    @Property
    void whatWasWrittenIsReadBack(
            @ForAll int run,
            @ForAll @IntRange(max = MAX_SENDER) int sender,
            @ForAll @IntRange int sequence,
            @ForAll @LongRange(max = MAX_NANOS) long intendedNanos,
            @ForAll @IntRange(min = Stamp.BYTES, max = 3000) int size,
            @ForAll boolean direct) {
        ByteBuffer payload = direct ? ByteBuffer.allocateDirect(size + 10) : ByteBuffer.allocate(size + 10);
        payload.position(5).put(written(stamp(run, sender, sequence, intendedNanos), size));
        payload.flip().position(5);

        Stamp read = new Stamp();
        assertThat(read.read(payload)).isEqualTo(Reading.INTACT);
        assertThat(payload.position()).isEqualTo(5);
        assertThat(payload.limit()).isEqualTo(5 + size);
        assertThat(read.run).isEqualTo(run);
        assertThat(read.sender).isEqualTo(sender);
        assertThat(read.sequence).isEqualTo(sequence);
        assertThat(read.intendedNanos).isEqualTo(intendedNanos);
    }

    @Property
    void oneChangedBitBehindTheMagicIsCorruption(
            @ForAll @IntRange(min = 16, max = 8 * 64 - 1) int bit, @ForAll boolean direct) {
        ByteBuffer payload = direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64);
        payload.put(written(stamp(1, 2, 3, 4), 64)).flip();
        payload.put(bit / 8, (byte) (payload.get(bit / 8) ^ 1 << bit % 8));

        assertThat(new Stamp().read(payload)).isEqualTo(Reading.CORRUPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 31, 32, 63})
    void aMessageCutOffIsCorruption(int size) {
        ByteBuffer payload = ByteBuffer.wrap(written(stamp(1, 2, 3, 4), 64)).limit(size);

        assertThat(new Stamp().read(payload)).isEqualTo(Reading.CORRUPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "welcome", "wait, this greeting is longer than any stamp is", "~W"})
    void whatDoesNotBeginWithTheMagicIsForeign(String text) {
        assertThat(new Stamp().read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reading.FOREIGN);
    }

    @Test
    void aMessageIsPrintableAscii() {
        assertThat(new String(written(stamp(-1, MAX_SENDER, Integer.MAX_VALUE, MAX_NANOS), 70), StandardCharsets.UTF_8))
                .matches("~w[A-Za-z0-9_-]{30}[a-z]{38}");
    }

    @Test
    void theFillerDependsOnSenderAndSequence() {
        assertThat(filler(stamp(1, 2, 3, 4)))
                .isNotEqualTo(filler(stamp(1, 2, 4, 4)))
                .isNotEqualTo(filler(stamp(1, 3, 3, 4)));
    }

    @Test
    void aReadOnlyBufferIsReadToo() {
        ByteBuffer payload = ByteBuffer.wrap(written(stamp(1, 2, 3, 4), 64)).asReadOnlyBuffer();

        assertThat(new Stamp().read(payload)).isEqualTo(Reading.INTACT);
    }

    @Test
    void aSizeBelow32BytesIsRefused() {
        assertThatThrownBy(() -> new Stamp().write(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size = 31, must be at least 32 bytes");
    }

    @ParameterizedTest
    @CsvSource({"16777216, 0, 0", "-1, 0, 0", "0, -1, 0", "0, 0, -1", "0, 0, 281474976710656"})
    void aFieldThatDoesNotFitIsRefused(int sender, int sequence, long intendedNanos) {
        assertThatThrownBy(() -> written(stamp(0, sender, sequence, intendedNanos), 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "sender = %d, sequence = %d, intendedNanos = %d: must be 0 to 2^24 - 1, 0 to 2^31 - 1 and 0 to 2^48 - 1",
                        sender, sequence, intendedNanos);
    }

    private static Stamp stamp(int run, int sender, int sequence, long intendedNanos) {
        Stamp stamp = new Stamp();
        stamp.run = run;
        stamp.sender = sender;
        stamp.sequence = sequence;
        stamp.intendedNanos = intendedNanos;
        return stamp;
    }

    private static byte[] written(Stamp stamp, int size) {
        byte[] payload = new byte[size];
        stamp.write(payload);
        return payload;
    }

    private static String filler(Stamp stamp) {
        return new String(written(stamp, 40), StandardCharsets.US_ASCII).substring(Stamp.BYTES);
    }
}
