package dev.wsload.fault;

import dev.wsload.value.Rules;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The clients that a fault strikes. Immutable.
 *
 * @since 0.1
 */
public final class Victims {
    private static final Victims ALL = new Victims(1, 0, new int[0]);
    private static final Victims NONE = new Victims(0, 0, new int[0]);

    private final double share;
    private final int count;
    private final int[] indexes;

    private Victims(double share, int count, int[] indexes) {
        this.share = share;
        this.count = count;
        this.indexes = indexes;
    }

    /** Returns all clients. */
    public static Victims all() {
        return ALL;
    }

    /** Returns no clients: what a fault of the server as a whole strikes. */
    public static Victims none() {
        return NONE;
    }

    /** Returns a share of the clients that the seed draws, more than 0 and at most 1; at least one client. */
    public static Victims share(double part) {
        Rules.require(part > 0 && part <= 1, "share", part, "more than 0 and at most 1", "0.1 is every tenth client");
        return new Victims(part, 0, new int[0]);
    }

    /** Returns so many clients that the seed draws, at least 1. */
    public static Victims count(int number) {
        return new Victims(1, Rules.atLeast(1, "count", number, "leave it out for a share"), new int[0]);
    }

    /** Returns the clients with these indexes, from 0. */
    public static Victims clients(int... which) {
        Rules.require(which.length > 0, "clients", "{}", "one index or more", "leave it out for a share");
        IntStream.of(which).forEach(one -> Rules.atLeast(0, "clients", one, "clients are counted from 0"));
        return new Victims(1, 0, IntStream.of(which).sorted().distinct().toArray());
    }

    /**
     * Reads what a fault's annotation says.
     *
     * @param share 1 unless said
     * @param count 0 unless said
     * @param clients empty unless said
     */
    public static Victims of(double share, int count, int... clients) {
        int ways = (share == 1 ? 0 : 1) + (count == 0 ? 0 : 1) + (clients.length == 0 ? 0 : 1);
        Rules.require(ways <= 1, "share, count and clients", ways + " of them", "one of them at most", "keep one");
        if (clients.length > 0) {
            return clients(clients);
        }
        return count == 0 ? share(share) : count(count);
    }

    /** Says whether all of these others are meant as well, whatever the seed draws; never of no clients. */
    public boolean surelyInclude(Victims others) {
        if (share == 0 || others.share == 0) {
            return false;
        }
        boolean isAll = share == 1 && count == 0 && indexes.length == 0;
        return isAll
                || others.indexes.length > 0
                        && IntStream.of(others.indexes).allMatch(one -> Arrays.binarySearch(indexes, one) >= 0);
    }

    /**
     * Draws the clients.
     *
     * @param fleet how many clients there are
     * @return their indexes, ascending
     * @throws IllegalArgumentException when more are wanted than there are
     */
    public int[] of(int fleet, SplittableRandom random) {
        if (indexes.length > 0) {
            Rules.between(0, fleet - 1, "clients", indexes[indexes.length - 1], "the fleet has no more clients");
            return indexes.clone();
        }
        if (share == 0) {
            return new int[0];
        }
        int wanted = count > 0
                ? Rules.between(1, fleet, "count", count, "the fleet has no more clients")
                : (int) Math.max(1, Math.round(share * fleet));
        return draw(wanted, fleet, random);
    }

    private static int[] draw(int wanted, int fleet, SplittableRandom random) {
        int[] all = IntStream.range(0, fleet).toArray();
        for (int place = 0; place < wanted; place++) {
            int other = random.nextInt(place, fleet);
            int drawn = all[other];
            all[other] = all[place];
            all[place] = drawn;
        }
        int[] drawn = Arrays.copyOf(all, wanted);
        Arrays.sort(drawn);
        return drawn;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Victims that
                && share == that.share
                && count == that.count
                && Arrays.equals(indexes, that.indexes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(share, count, Arrays.hashCode(indexes));
    }

    @Override
    public String toString() {
        if (indexes.length > 0) {
            String list =
                    IntStream.of(indexes).limit(10).mapToObj(Integer::toString).collect(Collectors.joining(", "));
            return (indexes.length == 1 ? "client " : "clients ") + list + (indexes.length > 10 ? ", .." : "");
        }
        if (count > 0) {
            return count + (count == 1 ? " client" : " clients");
        }
        return share == 1 ? "all clients" : share == 0 ? "no clients" : "a share of " + share;
    }
}
