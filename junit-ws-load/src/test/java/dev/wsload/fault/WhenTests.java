package dev.wsload.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WhenTests {
    @Test
    void annotationsSayTheSameAsValues() {
        assertThat(When.of(0, 0, "", false)).isEqualTo(When.onceOpen());
        assertThat(When.of(3, 0, "", true)).isEqualTo(When.afterMessages(3).midFrame());
        assertThat(When.of(0, 40, "", false)).isEqualTo(When.afterBytes(40));
        assertThat(When.of(0, 0, "2 s", false)).isEqualTo(When.after(Duration.ofSeconds(2)));
    }

    @Test
    void theyReadAsTheyWereSaid() {
        assertThat(When.atConnect()).hasToString("before TCP connects");
        assertThat(When.inHandshake()).hasToString("before the opening handshake");
        assertThat(When.onceOpen().midFrame()).hasToString("once open, in mid-frame");
        assertThat(When.afterMessages(1)).hasToString("after 1 message");
        assertThat(When.afterBytes(2)).hasToString("after 2 bytes");
        assertThat(When.after(Duration.ofMillis(200))).hasToString("after 200 ms");
    }

    @Test
    void badValuesAreRefusedInOneSentence() {
        refused(() -> When.afterMessages(0), "afterMessages = 0, must be at least 1;");
        refused(() -> When.afterBytes(-1), "afterBytes = -1, must be at least 1;");
        refused(() -> When.after(Duration.ZERO), "after = 0 s, must be more than zero;");
        refused(() -> When.of(0, 0, "soon", false), "after = \"soon\", must be a duration such as");
        refused(() -> When.afterBytes(5).midFrame(), "midFrame = after 5 bytes, must be of an open connection;");
        refused(() -> When.inHandshake().midFrame(), "midFrame = before the opening handshake, must be");
    }

    private static void refused(Runnable bad, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(bad::run).withMessageStartingWith(sentence);
    }
}
