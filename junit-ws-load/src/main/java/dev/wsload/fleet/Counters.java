package dev.wsload.fleet;

/** What one event loop counts. */
final class Counters {
    final Counter opened = new Counter();
    final Counter failed = new Counter();
    final Counter open = new Counter();
    final Counter messagesReceived = new Counter();
    final Counter messagesSent = new Counter();
    final Counter pongsReceived = new Counter();
    final Counter otherPongs = new Counter();
}
