package dev.wsload.client;

/**
 * What one client does, step by step; run for every client of a fleet at once.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface WsScript {
    /** Plays the part of this client. What it throws fails the test. */
    void play(WsClient client) throws Exception;
}
