package dev.wsload.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VictimsTests {
    @Property
    void aShareIsThatManyDifferentClientsAndAtLeastOne(
            @ForAll @DoubleRange(min = 0.01, max = 1) double share,
            @ForAll @IntRange(min = 1, max = 500) int fleet,
            @ForAll long seed) {
        int[] drawn = Victims.share(share).of(fleet, new SplittableRandom(seed));

        assertThat(Arrays.stream(drawn).boxed().toList())
                .hasSize((int) Math.max(1, Math.round(share * fleet)))
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(client -> assertThat(client).isBetween(0, fleet - 1));
        assertThat(Victims.share(share).of(fleet, new SplittableRandom(seed))).isEqualTo(drawn);
    }

    @Test
    void everyClientIsDrawnSometime() {
        int[] hits = new int[10];
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < 1_000; draw++) {
            for (int client : Victims.count(3).of(10, random)) {
                hits[client]++;
            }
        }
        assertThat(Arrays.stream(hits).boxed().toList())
                .allSatisfy(count -> assertThat(count).isBetween(240, 360));
    }

    @Test
    void namedClientsAreThose() {
        assertThat(Victims.clients(7, 3, 3).of(8, new SplittableRandom(1))).containsExactly(3, 7);
        assertThat(Victims.all().of(3, new SplittableRandom(1))).containsExactly(0, 1, 2);
    }

    @Test
    void theyReadAsTheyWereSaid() {
        assertThat(Victims.all()).hasToString("all clients");
        assertThat(Victims.share(0.25)).hasToString("a share of 0.25");
        assertThat(Victims.count(1)).hasToString("1 client");
        assertThat(Victims.clients(5)).hasToString("client 5");
        assertThat(Victims.clients(5, 1)).hasToString("clients 1, 5");
    }

    @Test
    void badValuesAreRefusedInOneSentence() {
        refused(() -> Victims.share(0), "share = 0.0, must be more than 0 and at most 1; 0.1 is every tenth client");
        refused(() -> Victims.share(Double.NaN), "share = NaN, must be more than 0 and at most 1");
        refused(() -> Victims.count(0), "count = 0, must be at least 1; leave it out for a share");
        refused(() -> Victims.clients(), "clients = {}, must be one index or more; leave it out for a share");
        refused(() -> Victims.clients(-1), "clients = -1, must be at least 0; clients are counted from 0");
        refused(() -> Victims.of(0.5, 3), "share, count and clients = 2 of them, must be one of them at most");
        refused(
                () -> Victims.clients(8).of(8, new SplittableRandom(1)),
                "clients = 8, must be 0 to 7; the fleet has no more clients");
        refused(
                () -> Victims.count(9).of(8, new SplittableRandom(1)),
                "count = 9, must be 1 to 8; the fleet has no more clients");
    }

    private static void refused(Runnable bad, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(bad::run).withMessageStartingWith(sentence);
    }
}
