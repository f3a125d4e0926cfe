package dev.wsload.plan;

import dev.wsload.value.Durations;
import dev.wsload.value.Rules;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Clients leave and join while others talk to everyone. Immutable: every method returns a changed copy, and refuses a
 * bad value with an {@link IllegalArgumentException} of one sentence.
 *
 * @param senders how many clients send; they do not leave
 * @param leaving share of the clients that leave and join, more than 0, at most 1
 * @param rate messages a second over all senders
 * @param size payload bytes, at least 32
 * @param during length of the run
 * @param isBinary whether messages are binary
 * @param recogniser turns what arrives into the payload that was sent, or null when it is something else
 * @since 0.1
 */
public record Churn(
        int senders,
        double leaving,
        double rate,
        int size,
        Duration during,
        boolean isBinary,
        UnaryOperator<String> recogniser)
        implements Workload {
    /** Refuses values out of range. */
    public Churn {
        Rules.atLeast(1, "senders", senders, "leave it out for 1");
        Rules.require(leaving > 0 && leaving <= 1, "leaving", leaving, "more than 0 and at most 1", "0.5 is half");
        Pace.check(size, Pace.rate(rate), Pace.during(during));
        Objects.requireNonNull(recogniser, "replies");
    }

    /** Lets this many clients send, at least 1; 1 by default. */
    public Churn senders(int number) {
        return new Churn(number, leaving, rate, size, during, isBinary, recogniser);
    }

    /** Lets this share of the clients leave and join, more than 0 and at most 1; 0.5 by default. */
    public Churn leaving(double share) {
        return new Churn(senders, share, rate, size, during, isBinary, recogniser);
    }

    /** Sends this many messages a second over all senders, more than 0; 100 by default. */
    public Churn rate(double perSecond) {
        return new Churn(senders, leaving, perSecond, size, during, isBinary, recogniser);
    }

    /** Sends messages of this many bytes, at least 32 and at most the plan's message size; 64 by default. */
    public Churn size(int bytes) {
        return new Churn(senders, leaving, rate, bytes, during, isBinary, recogniser);
    }

    /** Runs for this long, more than zero; 5 s by default. */
    public Churn during(Duration time) {
        return new Churn(senders, leaving, rate, size, time, isBinary, recogniser);
    }

    /** Runs for this long, such as {@code "10 s"}. */
    public Churn during(String time) {
        return during(Durations.parse("during", time));
    }

    /** Sends binary messages in place of text. */
    public Churn binary() {
        return new Churn(senders, leaving, rate, size, during, true, recogniser);
    }

    /** Recognises messages that the server has changed; as {@link Echo#replies(UnaryOperator)}. */
    public Churn replies(UnaryOperator<String> payloadOfMessage) {
        return new Churn(senders, leaving, rate, size, during, isBinary, payloadOfMessage);
    }
}
