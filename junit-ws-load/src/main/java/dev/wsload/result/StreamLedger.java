package dev.wsload.result;

/** STUB: what one receiver has heard from one sender; made by DeliveryLedger.stream. */
public final class StreamLedger {
    StreamLedger(int receiver, int sender, int firstOwed) {}
}
