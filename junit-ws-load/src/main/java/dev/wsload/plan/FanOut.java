package dev.wsload.plan;

import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Some clients send, and every client must receive each message. Immutable: every method returns a changed copy, and
 * refuses a bad value with an {@link IllegalArgumentException} of one sentence.
 *
 * @param senders how many clients send
 * @param messages messages a sender, when {@code during} is zero
 * @param size payload bytes, at least 32
 * @param window messages of a sender that it has not heard itself yet, closed loop
 * @param rate messages a second over all senders; 0 = closed loop
 * @param during length of the run; zero = by count
 * @param isBinary whether messages are binary
 * @param exceptsSender whether a sender does not hear itself
 * @param recogniser turns what arrives into the payload that was sent, or null when it is something else
 * @since 0.1
 */
public record FanOut(
        int senders,
        int messages,
        int size,
        int window,
        double rate,
        Duration during,
        boolean isBinary,
        boolean exceptsSender,
        UnaryOperator<String> recogniser)
        implements Workload {
    private static final double RATE_WITHOUT_OWN_ECHO = 100;

    /** Refuses values out of range. */
    public FanOut {
        Rules.atLeast(1, "senders", senders, "leave it out for 1");
        Rules.atLeast(1, "messages", messages, "leave it out for 10");
        Rules.atLeast(1, "window", window, "leave it out for 1");
        Pace.check(size, rate, during);
        Rules.require(!exceptsSender || rate > 0, "rate", rate, "more than 0 with exceptSender()", "give a rate");
        Objects.requireNonNull(recogniser, "replies");
    }

    /** Lets this many clients send, at least 1; 1 by default. */
    public FanOut senders(int number) {
        return new FanOut(number, messages, size, window, rate, during, isBinary, exceptsSender, recogniser);
    }

    /** Sends this many messages a sender, at least 1; 10 by default. Replaces {@link #during(Duration)}. */
    public FanOut messages(int aSender) {
        return new FanOut(senders, aSender, size, window, rate, Duration.ZERO, isBinary, exceptsSender, recogniser);
    }

    /** Sends messages of this many bytes, at least 32 and at most the plan's message size; 64 by default. */
    public FanOut size(int bytes) {
        return new FanOut(senders, messages, bytes, window, rate, during, isBinary, exceptsSender, recogniser);
    }

    /** Lets a sender be this many messages ahead of what it hears itself, without a rate; at least 1; 1 by default. */
    public FanOut window(int ahead) {
        return new FanOut(senders, messages, size, ahead, rate, during, isBinary, exceptsSender, recogniser);
    }

    /**
     * Sends at this fixed rate, whether messages arrive or not; latency counts from the intended send time.
     *
     * @param perSecond messages a second over all senders, more than 0
     */
    public FanOut rate(double perSecond) {
        return new FanOut(
                senders, messages, size, window, Pace.rate(perSecond), during, isBinary, exceptsSender, recogniser);
    }

    /** Sends for this long, in place of a number of messages; more than zero. */
    public FanOut during(Duration time) {
        return new FanOut(
                senders, messages, size, window, rate, Pace.during(time), isBinary, exceptsSender, recogniser);
    }

    /** Sends for this long, such as {@code "10 s"}. */
    public FanOut during(String time) {
        return during(Durations.parse("during", time));
    }

    /**
     * Expects that a sender does not hear itself. Nothing paces such a sender but a rate: 100 messages a second over
     * all senders, unless {@link #rate(double)} says another.
     */
    public FanOut exceptSender() {
        double paced = rate > 0 ? rate : RATE_WITHOUT_OWN_ECHO;
        return new FanOut(senders, messages, size, window, paced, during, isBinary, true, recogniser);
    }

    /** Sends binary messages in place of text. */
    public FanOut binary() {
        return new FanOut(senders, messages, size, window, rate, during, true, exceptsSender, recogniser);
    }

    /** Recognises messages that the server has changed; as {@link Echo#replies(UnaryOperator)}. */
    public FanOut replies(UnaryOperator<String> payloadOfMessage) {
        return new FanOut(senders, messages, size, window, rate, during, isBinary, exceptsSender, payloadOfMessage);
    }
}
