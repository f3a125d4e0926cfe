package dev.wsload.result;

import dev.wsload.result.Delivery.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The books of one event loop: which messages its clients were owed, and what came. Merged when the loops have handed
 * their books over.
 *
 * <p>Order is owed per sender. An arrival is judged against the 64 numbers up to the highest one heard from its sender:
 *
 * <ul>
 *   <li>the first of an owed number is delivered, and reordered as well when a higher number came before it;
 *   <li>any further one of the same number is duplicated;
 *   <li>the first of a number that is not owed is accepted in silence;
 *   <li>a number that has left the window is not judged: it may be late, or a duplicate.
 * </ul>
 *
 * <p>At the settlement, what was owed and did not come is lost, less what was owed and not judged:
 * {@code lost = max(0, owed - delivered - not judged)}, stream by stream. Numbers that were never sent cannot arrive: the
 * checksum keeps them out.
 *
 * <p>Single writer; only {@link #delivered()} may be called by other threads. Memory is bounded by the number of
 * streams and clients; booking an arrival that offends nobody allocates nothing.
 *
 * @since 0.1
 */
public final class DeliveryLedger {
    private static final int UNKNOWN = -1;

    private final Map<Kind, Tally> tallies = Delivery.noTallies();
    private final AtomicLong delivered = new AtomicLong();
    private final Streams streams = new Streams();
    private long owed;
    private long unrecognised;
    private String example;

    /** Opens the account of what {@code receiver} is owed by {@code sender}, from this sequence number on. */
    public StreamLedger stream(int receiver, int sender, int firstOwed) {
        return new StreamLedger(receiver, sender, firstOwed);
    }

    /**
     * Books an arrival.
     *
     * @param sequence 0 or more
     * @return whether it was owed and the first of its number: it counts towards {@link #delivered()}
     */
    public boolean arrived(StreamLedger stream, int sequence) {
        return switch (stream.book(sequence)) {
            case IN_ORDER -> deliver();
            case LATE -> {
                offend(Kind.REORDERED, stream, () -> number(sequence, stream) + " after " + stream.highest());
                yield deliver();
            }
            case REPEATED -> offend(Kind.DUPLICATED, stream, () -> number(sequence, stream) + " once more");
            case OUT_OF_WINDOW ->
                offend(
                        Kind.NOT_JUDGED,
                        stream,
                        () -> number(sequence, stream) + " when " + stream.highest() + " had come");
            case NOT_OWED -> false;
        };
    }

    private static String number(int sequence, StreamLedger stream) {
        return "number " + sequence + " of client " + stream.sender;
    }

    /** A single writer needs no atomic increment; the release lets pollers see it soon, at the cost of a plain write. */
    private boolean deliver() {
        delivered.setRelease(delivered.getPlain() + 1);
        return true;
    }

    private boolean offend(Kind kind, StreamLedger stream, Supplier<String> evidence) {
        tallies.get(kind).add(stream.receiver, stream.sender, 1, evidence);
        return false;
    }

    /** Books a message whose checksum does not fit. */
    public void corrupted(int receiver, String evidence) {
        tallies.get(Kind.CORRUPTED).add(receiver, UNKNOWN, 1, () -> evidence);
    }

    /** Books an intact message that was meant for another client, or comes from another run. */
    public void crossed(int receiver, int sender, int sequence, int run) {
        tallies.get(Kind.CROSSED)
                .add(
                        receiver,
                        sender,
                        1,
                        () -> "number " + sequence + " of client " + sender + ", run " + Integer.toHexString(run));
    }

    /** Books a message that came after the server's close frame. */
    public void afterClose(int receiver) {
        tallies.get(Kind.AFTER_CLOSE).add(receiver, UNKNOWN, 1, () -> "a message after the server's close frame");
    }

    /**
     * Books messages that a sender had to send and did not.
     *
     * @param planned how many it had to send in all
     * @param why what kept it from sending, in words
     */
    public void notSent(int sender, int sent, int planned, Supplier<String> why) {
        tallies.get(Kind.NOT_SENT)
                .add(sender, sender, planned - sent, () -> "sent " + sent + " of " + planned + "; " + why.get());
    }

    /**
     * Books a message that is not of a workload.
     *
     * @param excerpt its beginning, in words; asked for once
     */
    public void unrecognised(Supplier<String> excerpt) {
        unrecognised++;
        if (example == null) {
            example = excerpt.get();
        }
    }

    /** Returns how many owed deliveries have come so far, each counted once. Any thread may poll it. */
    public long delivered() {
        return delivered.get();
    }

    /**
     * Ends the account: the numbers from the first owed one to this one, exclusive, were owed. Nothing may be booked on
     * the stream afterwards.
     *
     * @param note why the rest may be missing, such as how the connection ended; null if it is open
     */
    public void settle(StreamLedger stream, int sentExclusive, String note) {
        owed += stream.owed(sentExclusive);
        int lost = stream.lost(sentExclusive);
        if (lost > 0) {
            String ending = note == null ? "" : "; " + note;
            tallies.get(Kind.LOST).add(stream.receiver, stream.sender, lost, () -> stream.gap(sentExclusive) + ending);
        }
        streams.settle(stream, sentExclusive);
    }

    /**
     * Ends the account of a receiver that left on purpose: it was owed only what precedes the highest number that it
     * heard.
     */
    public void settleLeaver(StreamLedger stream) {
        settle(stream, stream.highest() + 1, null);
    }

    /** Sums the books of all loops, once their writers have stopped; {@code sent} is how many messages were sent. */
    public static Delivery merge(List<DeliveryLedger> books, long sent) {
        Map<Kind, Tally> tallies = Delivery.noTallies();
        books.forEach(book -> Delivery.add(book.tallies, tallies));
        Streams streams = new Streams();
        books.forEach(book -> streams.addAll(book.streams));
        return new Delivery(
                sent,
                sum(books, book -> book.owed),
                sum(books, DeliveryLedger::delivered),
                sum(books, book -> book.unrecognised),
                tallies,
                streams,
                books.stream()
                        .map(book -> book.example)
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    private static long sum(List<DeliveryLedger> books, ToLongFunction<DeliveryLedger> number) {
        return books.stream().mapToLong(number).sum();
    }
}
