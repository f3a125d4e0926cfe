package dev.wsload.fleet;

import dev.wsload.metrics.Latency;
import dev.wsload.metrics.LatencyRecorder;
import dev.wsload.plan.FaultPlan;
import dev.wsload.result.Delivery;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.WorkloadResult.Healthy;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The books of a run on one shard: one for messages between healthy clients, one for those that a fault may have harmed; where
 * there are no faults the two are the same.
 */
final class Books {
    private final Run run;
    private final boolean[] healthySenders;
    private final Book healthy = new Book();
    private final Book harmed;

    Books(FaultPlan faults, Run run) {
        this.run = run;
        healthySenders = new boolean[run.senders()];
        for (int position = 0; position < healthySenders.length; position++) {
            healthySenders[position] = faults.isHealthy(run.sender(position));
        }
        harmed = faults.isEmpty() ? healthy : new Book();
    }

    /** What is booked of some of the messages. */
    record Book(DeliveryLedger ledger, LatencyRecorder latency) {
        Book() {
            this(new DeliveryLedger(), new LatencyRecorder());
        }
    }

    /** Returns the book of what a client does or hears, whoever the other one is. */
    Book of(Connection connection) {
        return connection.isHealthy() ? healthy : harmed;
    }

    /** Returns the book of what a client hears of this sender. */
    Book of(Connection connection, int senderPosition) {
        return connection.isHealthy() && healthySenders[senderPosition] ? healthy : harmed;
    }

    private List<Book> all() {
        return harmed == healthy ? List.of(healthy) : List.of(healthy, harmed);
    }

    /** Sums the books of all shards, once nobody writes to them any more. */
    static Delivery delivery(List<Books> shards, Run run) {
        return delivery(shards.stream().flatMap(books -> books.all().stream()).toList(), run.sent());
    }

    static Latency latency(List<Books> shards) {
        return latencyOf(shards.stream().flatMap(books -> books.all().stream()).toList());
    }

    static Healthy healthy(List<Books> shards) {
        List<Book> books = shards.stream().map(shard -> shard.healthy).toList();
        return new Healthy(delivery(books, shards.get(0).sentByHealthy()), latencyOf(books));
    }

    private static Delivery delivery(List<Book> books, long sent) {
        return DeliveryLedger.merge(books.stream().map(Book::ledger).toList(), sent);
    }

    private static Latency latencyOf(List<Book> books) {
        return LatencyRecorder.merge(books.stream().map(Book::latency).toList());
    }

    private long sentByHealthy() {
        return IntStream.range(0, healthySenders.length)
                .filter(position -> healthySenders[position])
                .mapToLong(run::sent)
                .sum();
    }
}
