package dev.wsload.harness;

/**
 * This machine cannot carry the plan; nothing was started. The message is one sentence: what is short, what to do.
 *
 * @since 0.1
 */
public final class MachineTooSmallError extends AssertionError {
    private static final long serialVersionUID = 1L;

    MachineTooSmallError(String sentence) {
        super(sentence);
    }
}
