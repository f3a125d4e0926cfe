package dev.wsload.machine;

/**
 * A request for file descriptors that was not met. The message is one sentence for the user.
 *
 * @since 0.1
 */
public final class DescriptorShortage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DescriptorShortage(String message) {
        super(message);
    }
}
