package dev.wsload.machine;

/** STUB: a request for descriptors that was not met; the message is one sentence for the user. */
public final class DescriptorShortage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DescriptorShortage(String message) {
        super(message);
    }
}
