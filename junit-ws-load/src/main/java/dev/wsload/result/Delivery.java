package dev.wsload.result;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the delivery ledger proves about the messages of a workload, summed over clients, with evidence. Immutable,
 * thread-safe; made by {@link DeliveryLedger#merge}.
 *
 * @since 0.1
 */
public final class Delivery {
    /** How many clients of each kind are named with their evidence. */
    public static final int NAMED = 10;

    private final long sent;
    private final long owed;
    private final long delivered;
    private final long unrecognised;
    private final Map<Kind, Tally> tallies;
    private final Streams streams;
    private final Optional<String> example;

    /** Takes the tallies over: nobody else may write to them. */
    Delivery(
            long sent,
            long owed,
            long delivered,
            long unrecognised,
            Map<Kind, Tally> tallies,
            Streams streams,
            Optional<String> example) {
        this.sent = sent;
        this.owed = owed;
        this.delivered = delivered;
        this.unrecognised = unrecognised;
        this.tallies = tallies;
        this.streams = streams;
        this.example = example;
    }

    /** What can go wrong with a message. */
    public enum Kind {
        /** Owed, and it did not come. */
        LOST("lost"),
        /**
         * Its sender never sent it, for the connection ended, the server did not read, or a reply that it waited for did
         * not come. Counted once, however many would have heard it; seen on the sender.
         */
        NOT_SENT("not sent"),
        /** It came more than once; every arrival after the first counts. */
        DUPLICATED("duplicated"),
        /** It came after a later one of the same sender. */
        REORDERED("reordered"),
        /** Its checksum does not fit; the message that it was meant to be is lost as well. */
        CORRUPTED("corrupted"),
        /** Cross-talk: intact, and meant for another client or sent by another run. */
        CROSSED("crossed"),
        /** It came after the server's close frame. */
        AFTER_CLOSE("after close"),
        /** It came more than 63 numbers behind its sender's highest: late or a duplicate, nobody can tell. */
        NOT_JUDGED("not judged");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Returns the kind in words. */
        public String label() {
            return label;
        }
    }

    /**
     * The first offence of a client. Immutable.
     *
     * @param client the client that received, or did not receive
     * @param sender the client that sent, or -1 if that is unknown
     * @param evidence what was seen, in words
     */
    public record Offence(int client, int sender, String evidence) {}

    /** Returns the sum of several workloads; of none, a delivery of nothing. */
    public static Delivery combined(Collection<Delivery> deliveries) {
        Map<Kind, Tally> tallies = noTallies();
        deliveries.forEach(delivery -> add(delivery.tallies, tallies));
        Streams streams = new Streams();
        deliveries.forEach(delivery -> streams.addAll(delivery.streams));
        return new Delivery(
                sum(deliveries, Delivery::sent),
                sum(deliveries, Delivery::owed),
                sum(deliveries, Delivery::delivered),
                sum(deliveries, Delivery::unrecognised),
                tallies,
                streams,
                deliveries.stream()
                        .flatMap(delivery -> delivery.example.stream())
                        .findFirst());
    }

    static Map<Kind, Tally> noTallies() {
        Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> tallies.put(kind, new Tally()));
        return tallies;
    }

    static void add(Map<Kind, Tally> some, Map<Kind, Tally> sum) {
        some.forEach((kind, tally) -> sum.get(kind).addAll(tally));
    }

    private static long sum(Collection<Delivery> deliveries, ToLongFunction<Delivery> number) {
        return deliveries.stream().mapToLong(number).sum();
    }

    /** Says whether there is nothing to tell: nothing was owed, and nothing went wrong. */
    public boolean isEmpty() {
        return owed == 0 && counts().isEmpty();
    }

    /** Returns how many messages were sent. */
    public long sent() {
        return sent;
    }

    /** Returns how many deliveries were owed: a message to 100 receivers is 100. */
    public long owed() {
        return owed;
    }

    /** Returns how many of the owed deliveries came, each counted once. */
    public long delivered() {
        return delivered;
    }

    /** Returns how many messages came that are not of a workload, such as greetings. */
    public long unrecognised() {
        return unrecognised;
    }

    /** Returns how often this kind was seen. */
    public long count(Kind kind) {
        return tallies.get(kind).count();
    }

    /** Returns what was seen at all, each kind with its count, in the order of the kinds. */
    public Map<Kind, Long> counts() {
        return seen(Tally::count);
    }

    /** Returns the same for one client. */
    public Map<Kind, Long> countsOf(int client) {
        return seen(tally -> tally.of(client));
    }

    private Map<Kind, Long> seen(ToLongFunction<Tally> number) {
        Map<Kind, Long> seen = new EnumMap<>(Kind.class);
        tallies.forEach((kind, tally) -> seen.put(kind, number.applyAsLong(tally)));
        seen.values().removeIf(count -> count == 0);
        return Collections.unmodifiableMap(seen);
    }

    /** Returns how many clients this kind was seen on. */
    public int clients(Kind kind) {
        return tallies.get(kind).clients();
    }

    /** Returns the first clients that this kind was seen on, at most {@value #NAMED}, each with its first evidence. */
    public List<Offence> first(Kind kind) {
        return tallies.get(kind).first();
    }

    /** Returns how many owed deliveries did not come, less those that could not be judged. */
    public long lost() {
        return count(Kind.LOST);
    }

    /** Returns how many of the lost ones were followed by later messages of the same sender, so that the way was open. */
    public long lostInGaps() {
        return streams.gaps().count();
    }

    /** Returns the same for one client. */
    public long lostInGapsOf(int client) {
        return streams.gaps().of(client);
    }

    /** Returns how many of the lost ones were sent before the first of the same sender that came. */
    public long lostAtFirst() {
        return streams.heads().count();
    }

    /** Returns how many of the lost ones are of senders of whom their receiver has heard nothing. */
    public long lostOfUnheard() {
        return streams.ofUnheard().count();
    }

    /** Returns of how many senders this client has heard all that it was owed. */
    public long sendersHeard(int client) {
        return streams.complete().of(client);
    }

    /** Returns of how many senders this client has heard nothing, though it was owed something. */
    public long sendersUnheard(int client) {
        return streams.unheard().of(client);
    }

    /** Returns of how many senders this client was owed something. */
    public long sendersOwing(int client) {
        return streams.owing().of(client);
    }

    /** Returns how many clients have heard all of this sender. */
    public long heardBy(int sender) {
        return streams.completeOfSender().of(sender);
    }

    /** Returns how many clients have heard nothing of this sender, though they were owed something. */
    public long unheardBy(int sender) {
        return streams.unheardOfSender().of(sender);
    }

    /** Returns how many clients have heard nothing of themselves, though they were owed it. */
    public int unheardByThemselves() {
        return streams.ownUnheard().clients();
    }

    /** Returns the beginning of the first message that came and is not of a workload. */
    public Optional<String> unrecognisedExample() {
        return example;
    }

    /** Returns how many messages their senders had to send and did not. */
    public long notSent() {
        return count(Kind.NOT_SENT);
    }

    /** Returns how many arrivals were repetitions. */
    public long duplicated() {
        return count(Kind.DUPLICATED);
    }

    /** Returns how many messages came after a later one of the same sender. */
    public long reordered() {
        return count(Kind.REORDERED);
    }

    /** Returns how many messages had a checksum that does not fit. */
    public long corrupted() {
        return count(Kind.CORRUPTED);
    }

    /** Returns how many messages were meant for another client or came from another run. */
    public long crossed() {
        return count(Kind.CROSSED);
    }

    /** Returns how many messages came after the server's close frame. */
    public long afterClose() {
        return count(Kind.AFTER_CLOSE);
    }

    /** Returns how many arrivals came too late to tell whether they were late or duplicates. */
    public long notJudged() {
        return count(Kind.NOT_JUDGED);
    }
}
