package dev.wsload.fleet;

import dev.wsload.result.StreamLedger;

/** What a running workload keeps for one connection. */
final class Station {
    static final int NO_SENDER = -1;

    final Connection connection;
    final int position;
    final StreamLedger[] streams;
    private int[] firstOwed;
    private boolean isOwed = true;
    boolean hasHeard;
    int sent;
    int heardOwn;
    long delivered;

    /**
     * Creates a station.
     *
     * @param position the place among the senders, or {@link #NO_SENDER}
     * @param heard how many senders it may hear
     */
    Station(Connection connection, int position, int heard) {
        this.connection = connection;
        this.position = position;
        streams = new StreamLedger[heard];
    }

    boolean isSender() {
        return position != NO_SENDER;
    }

    /** Lets nobody owe it anything until {@link #owedFrom} is called. */
    void owedNothingYet() {
        isOwed = false;
    }

    boolean isOwed() {
        return isOwed;
    }

    /** Says from which sequence number on each sender owes it messages; from 0 on unless told. */
    void owedFrom(int[] first) {
        firstOwed = first;
        isOwed = true;
    }

    int firstOwed(int slot) {
        if (!isOwed) {
            return Integer.MAX_VALUE;
        }
        return firstOwed == null ? 0 : firstOwed[slot];
    }
}
