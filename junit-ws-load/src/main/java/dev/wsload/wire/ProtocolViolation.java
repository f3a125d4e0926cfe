package dev.wsload.wire;

import java.util.Objects;

/**
 * The peer broke a rule of RFC 6455; the connection must be failed (section 7.1.7). Carries no stack trace: it is a
 * fact about the peer, not about this program.
 *
 * @since 0.1
 */
public final class ProtocolViolation extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CloseCode answer;

    /**
     * Creates a violation.
     *
     * @param answer the close code that answers it: 1002, 1007 or 1009
     * @param rule one sentence: what is wrong, the value seen, the section of the RFC
     */
    public ProtocolViolation(CloseCode answer, String rule) {
        super(rule, null, false, false);
        this.answer = Objects.requireNonNull(answer, "answer");
    }

    /** Returns the close code that answers the violation. */
    public CloseCode answer() {
        return answer;
    }
}
