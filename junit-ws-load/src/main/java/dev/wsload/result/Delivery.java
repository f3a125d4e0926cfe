package dev.wsload.result;

import java.util.List;

/**
 * STUB: what the delivery ledger proves, summed over clients, with evidence.
 *
 * @param sent messages sent by the workload
 * @param owed deliveries owed
 * @param delivered distinct deliveries seen
 */
public record Delivery(
        long sent,
        long owed,
        long delivered,
        long lost,
        long duplicated,
        long reordered,
        long corrupted,
        long crossed,
        long afterClose,
        long notJudged,
        long unrecognised,
        List<Offence> offences) {
    /** The first evidence of each kind. */
    public record Offence(Kind kind, int client, int sender, String evidence) {}

    /** What can go wrong with a message. */
    public enum Kind {
        LOST,
        DUPLICATED,
        REORDERED,
        CORRUPTED,
        CROSSED,
        AFTER_CLOSE,
        NOT_JUDGED
    }
}
