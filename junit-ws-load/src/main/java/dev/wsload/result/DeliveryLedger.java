package dev.wsload.result;

import java.util.List;

/** STUB: the books of one event loop (single writer); merged when the loops have handed them over. */
public final class DeliveryLedger {
    /** Opens the account of what {@code receiver} is owed by {@code sender}, from this sequence number on. */
    public StreamLedger stream(int receiver, int sender, int firstOwed) {
        return new StreamLedger(receiver, sender, firstOwed);
    }

    /** Books an arrival; returns whether it was the first of its number and owed (true counts towards delivered). */
    public boolean arrived(StreamLedger stream, int sequence) {
        return false;
    }

    /** Books a message whose checksum does not fit. */
    public void corrupted(int receiver, String evidence) {}

    /** Books an intact message that belongs to another client or to another run. */
    public void crossed(int receiver, int sender, int sequence, int run) {}

    /** Books a message that came after the server's close frame. */
    public void afterClose(int receiver) {}

    /** Books a message that is not of the ledger's. */
    public void unrecognised() {}

    /** Owed distinct deliveries so far; other threads may poll it. */
    public long delivered() {
        return 0;
    }

    /**
     * Ends the account: sequence numbers from firstOwed to sentExclusive were owed.
     *
     * @param note why the rest may be missing, such as how the connection ended; null if it is open
     */
    public void settle(StreamLedger stream, int sentExclusive, String note) {}

    /** Ends the account of a receiver that left on purpose: owed only up to the highest number that it heard. */
    public void settleLeaver(StreamLedger stream) {}

    /** Sums the books of all loops. */
    public static Delivery merge(List<DeliveryLedger> books, long sent) {
        throw new UnsupportedOperationException();
    }
}
