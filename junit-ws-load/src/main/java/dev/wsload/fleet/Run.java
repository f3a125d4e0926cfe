package dev.wsload.fleet;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.UnaryOperator;

/**
 * One run of a workload, as the shards share it. Who sends, how much and how fast is fixed; what has been sent so far is
 * counted here before it is written, so that a count read after an arrival includes all that was sent before it.
 */
final class Run {
    private final int id;
    private final boolean onlyEchoes;
    private final Traffic traffic;
    private final int[] senders;
    private final int[] hearers;
    private final AtomicIntegerArray sent;
    private volatile long epoch;

    /**
     * Creates a run.
     *
     * @param onlyEchoes whether all runs of the fleet so far are echoes, in which nobody hears anybody else
     * @param senders the clients that send, ascending
     * @param hearers the clients that are to hear, ascending
     */
    Run(int id, boolean onlyEchoes, Traffic traffic, int[] senders, int[] hearers) {
        this.id = id;
        this.onlyEchoes = onlyEchoes;
        this.traffic = traffic;
        this.senders = senders;
        this.hearers = hearers;
        sent = new AtomicIntegerArray(senders.length);
    }

    /**
     * What the messages of a run are like.
     *
     * @param size payload bytes
     * @param binary whether they are binary messages
     * @param window messages of a sender in flight at most
     * @param rate messages a second over all senders; 0 for none
     * @param messages messages of a sender; with a rate and a time, of all senders together
     * @param timed whether {@code messages} is the sum of all senders
     * @param closedFor how long senders without a rate go on, in nanoseconds; 0 for until they have sent all
     * @param recogniser makes a reply into the payload that was sent
     */
    record Traffic(
            int size,
            boolean binary,
            int window,
            double rate,
            long messages,
            boolean timed,
            long closedFor,
            UnaryOperator<String> recogniser) {
        boolean isRated() {
            return rate > 0;
        }

        /** Says whether messages leave when they are due, whether replies come or not. */
        boolean isOpenLoop() {
            return isRated() && window == Integer.MAX_VALUE;
        }
    }

    int id() {
        return id;
    }

    /** Says whether a message is a latecomer of an earlier run of the same fleet; {@link RunIds} makes the numbers. */
    boolean isLate(int run, int sender, int receiver) {
        return run != id && RunIds.sameFleet(run, id) && (sender == receiver || !onlyEchoes);
    }

    /** Starts the run's clock; to be called once, before anything is sent. */
    void begin() {
        epoch = System.nanoTime();
    }

    /** Returns when the run began, in nanoseconds of the JVM's clock. */
    long epoch() {
        return epoch;
    }

    Traffic traffic() {
        return traffic;
    }

    int senders() {
        return senders.length;
    }

    int sender(int position) {
        return senders[position];
    }

    /** Returns the position of a client among the senders, negative when it is none. */
    int position(int client) {
        return Arrays.binarySearch(senders, client);
    }

    /** Says whether this client was to hear from the beginning. */
    boolean isHearer(int client) {
        return Arrays.binarySearch(hearers, client) >= 0;
    }

    /** Returns how many messages the sender at this position has to send. */
    int quota(int position) {
        if (!traffic.timed()) {
            return (int) traffic.messages();
        }
        return (int) ((traffic.messages() - position + senders.length - 1) / senders.length);
    }

    /** Returns when the n-th message of a sender is due; senders take turns. */
    long due(int position, int sequence) {
        double turn = (double) sequence * senders.length + position;
        return epoch + (long) (turn * 1e9 / traffic.rate());
    }

    /** Returns when the last message of a rated run is due; the start of a run without a rate. */
    long lastDue() {
        return traffic.isRated() ? due(senders.length - 1, quota(0) - 1) : epoch;
    }

    void countSent(int position) {
        sent.incrementAndGet(position);
    }

    int sent(int position) {
        return sent.get(position);
    }

    /** Returns how many messages each sender has sent so far. */
    int[] sentByEach() {
        int[] counts = new int[senders.length];
        Arrays.setAll(counts, sent::get);
        return counts;
    }

    long sent() {
        return Arrays.stream(sentByEach()).asLongStream().sum();
    }
}
