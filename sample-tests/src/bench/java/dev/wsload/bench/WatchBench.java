package dev.wsload.bench;

import static dev.wsload.plan.Workloads.echo;

import dev.wsload.bench.watched.CountingEcho;
import dev.wsload.harness.RaceWatch;
import dev.wsload.harness.WsFleet;
import dev.wsload.race.RaceRules;
import dev.wsload.result.WorkloadResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a watch for data races costs: echoes without the agent, then with and without a watch in turns, all in this JVM, client and
 * server included. The agent is attached by the first watch.
 */
final class WatchBench {
    private static final RaceRules RULES = RaceRules.of(CountingEcho.class.getPackageName());
    private static final int ROUND_TRIPS = 20_000;
    private static final int WARM_UPS = 3;

    private final int clients;
    private final int pairs = Integer.getInteger("bench.pairs", 7);

    private WatchBench(int clients) {
        this.clients = clients;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.print(Machine.describe());
        List<String> rows = new ArrayList<>();
        List<WatchBench> sizes = List.of(new WatchBench(8), new WatchBench(100));
        List<double[]> before = sizes.stream().map(WatchBench::plain).toList();
        long begun = System.nanoTime();
        RaceWatch first = RaceWatch.begin(RULES);
        double installed = (System.nanoTime() - begun) / 1e9;
        sizes.get(0).rate();
        first.close();
        for (int i = 0; i < sizes.size(); i++) {
            rows.add(sizes.get(i).row(before.get(i)));
        }
        System.out.printf("attached and installed in %.1f s%n", installed);
        System.out.println("| clients | no agent | agent, no watch | watched | slowdown, median | least | most |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach(System.out::print);
        System.exit(0);
    }

    private double[] plain() {
        warmUp(false);
        double[] rates = new double[pairs];
        Arrays.setAll(rates, i -> rate());
        return rates;
    }

    private String row(double[] withoutAgent) {
        warmUp(false);
        warmUp(true);
        double[] unwatched = new double[pairs];
        double[] watched = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            unwatched[i] = rate();
            watched[i] = watchedRate();
            ratios[i] = unwatched[i] / watched[i];
        }
        return "| %,d | %,.0f | %,.0f | %,.0f | %.1f | %.1f | %.1f |%n"
                .formatted(
                        clients,
                        median(withoutAgent),
                        median(unwatched),
                        median(watched),
                        median(ratios),
                        Arrays.stream(ratios).min().orElseThrow(),
                        Arrays.stream(ratios).max().orElseThrow());
    }

    private void warmUp(boolean isWatched) {
        for (int i = 0; i < WARM_UPS; i++) {
            if (isWatched) {
                watchedRate();
            } else {
                rate();
            }
        }
    }

    private double watchedRate() {
        RaceWatch watch = RaceWatch.begin(RULES);
        double rate = rate();
        watch.close();
        return rate;
    }

    /** Returns the round trips in a second. */
    private double rate() {
        int messages = ROUND_TRIPS / clients;
        try (WsFleet fleet =
                WsFleet.hosting("/echo", new CountingEcho()).clients(clients).connect()) {
            long begun = System.nanoTime();
            WorkloadResult result = fleet.run(echo().messages(messages).size(Job.PAYLOAD.length()));
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (result.delivery().delivered() != (long) clients * messages) {
                throw new IllegalStateException("not every message came back: " + result.delivery());
            }
            return clients * messages / seconds;
        }
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
