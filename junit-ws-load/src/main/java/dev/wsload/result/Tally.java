package dev.wsload.result;

import dev.wsload.result.Delivery.Offence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** One kind of offence: how many, by which clients, and the evidence of the first of them. Single writer. */
final class Tally {
    private long count;
    private long[] byClient = {};
    private List<Offence> first = new ArrayList<>();

    /** Counts offences of one client; asks for the evidence only where it will be kept. */
    void add(int client, int sender, long offences, Supplier<String> evidence) {
        boolean known = of(client) > 0;
        count += offences;
        reach(client + 1);
        byClient[client] += offences;
        if (!known && first.size() < Delivery.NAMED) {
            first.add(new Offence(client, sender, evidence.get()));
        }
    }

    /** Adds another tally; of both, the clients with the lowest numbers stay named, each of them once. */
    void addAll(Tally other) {
        count += other.count;
        reach(other.byClient.length);
        for (int client = 0; client < other.byClient.length; client++) {
            byClient[client] += other.byClient[client];
        }
        first = merged(first, other.first);
    }

    private static List<Offence> merged(List<Offence> one, List<Offence> other) {
        List<Offence> all = new ArrayList<>(one);
        other.stream().filter(offence -> isNew(one, offence.client())).forEach(all::add);
        all.sort(Comparator.comparingInt(Offence::client));
        return new ArrayList<>(all.subList(0, Math.min(all.size(), Delivery.NAMED)));
    }

    private static boolean isNew(List<Offence> offences, int client) {
        return offences.stream().noneMatch(offence -> offence.client() == client);
    }

    private void reach(int clients) {
        if (clients > byClient.length) {
            byClient = Arrays.copyOf(byClient, Math.max(clients, 2 * byClient.length));
        }
    }

    long count() {
        return count;
    }

    int clients() {
        return (int) Arrays.stream(byClient).filter(offences -> offences > 0).count();
    }

    long of(int client) {
        return client < byClient.length ? byClient[client] : 0;
    }

    List<Offence> first() {
        return List.copyOf(first);
    }
}
