package dev.wsload.result;

/** What came of whole streams, from one sender to one receiver each: summed over receivers. Single writer. */
final class Streams {
    private final Tally gaps = new Tally();
    private final Tally heads = new Tally();
    private final Tally ofUnheard = new Tally();
    private final Tally owing = new Tally();
    private final Tally complete = new Tally();
    private final Tally completeOfSender = new Tally();
    private final Tally unheardOfSender = new Tally();
    private final Tally unheard = new Tally();
    private final Tally ownUnheard = new Tally();

    void settle(StreamLedger stream, int sentExclusive) {
        int owed = stream.owed(sentExclusive);
        int lost = stream.lost(sentExclusive);
        count(gaps, stream.receiver, lost - Math.min(lost, stream.tail(sentExclusive)));
        count(heads, stream.receiver, Math.min(lost, stream.head()));
        boolean isComplete = owed > 0 && lost == 0;
        boolean isUnheard = owed > 0 && lost == owed;
        count(owing, stream.receiver, owed > 0 ? 1 : 0);
        count(complete, stream.receiver, isComplete ? 1 : 0);
        count(completeOfSender, stream.sender, isComplete ? 1 : 0);
        count(unheard, stream.receiver, isUnheard ? 1 : 0);
        count(ofUnheard, stream.receiver, isUnheard ? lost : 0);
        count(unheardOfSender, stream.sender, isUnheard ? 1 : 0);
        count(ownUnheard, stream.receiver, isUnheard && stream.sender == stream.receiver ? 1 : 0);
    }

    private static void count(Tally tally, int client, int number) {
        if (number > 0) {
            tally.add(client, client, number, () -> "");
        }
    }

    void addAll(Streams other) {
        gaps.addAll(other.gaps);
        heads.addAll(other.heads);
        ofUnheard.addAll(other.ofUnheard);
        owing.addAll(other.owing);
        complete.addAll(other.complete);
        completeOfSender.addAll(other.completeOfSender);
        unheardOfSender.addAll(other.unheardOfSender);
        unheard.addAll(other.unheard);
        ownUnheard.addAll(other.ownUnheard);
    }

    /** Lost ones that were followed by later ones. */
    Tally gaps() {
        return gaps;
    }

    /** Lost ones that were sent before the first that came. */
    Tally heads() {
        return heads;
    }

    /** Lost ones of senders of whom nothing came. */
    Tally ofUnheard() {
        return ofUnheard;
    }

    /** Senders that owed something. */
    Tally owing() {
        return owing;
    }

    /** By sender: receivers to whom all came. */
    Tally completeOfSender() {
        return completeOfSender;
    }

    /** By sender: receivers to whom nothing came. */
    Tally unheardOfSender() {
        return unheardOfSender;
    }

    /** Senders of whom all came. */
    Tally complete() {
        return complete;
    }

    /** Senders of whom nothing came. */
    Tally unheard() {
        return unheard;
    }

    /** Those of them that are the receiver itself. */
    Tally ownUnheard() {
        return ownUnheard;
    }
}
