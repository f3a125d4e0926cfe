package dev.wsload.fault;

/**
 * What a fault lets hosted code throw: told to the endpoint like any exception, and no error of the test.
 *
 * @since 0.1
 */
public final class InjectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is thrown on purpose. */
    public InjectedException(String message) {
        super(message);
    }
}
