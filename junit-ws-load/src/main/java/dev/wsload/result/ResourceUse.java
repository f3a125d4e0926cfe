package dev.wsload.result;

import dev.wsload.machine.ProcessUse;
import dev.wsload.metrics.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What was in use over a time, from its samples. Immutable.
 *
 * @param samples in the order of the clock, one at least
 * @since 0.1
 */
public record ResourceUse(List<ResourceSample> samples) {
    /** Copies the samples. */
    public ResourceUse {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("there is no sample, so nothing is known to be in use");
        }
    }

    /** Returns that of a fleet's whole run so far; empty where it has no samples. */
    public static Optional<ResourceUse> of(FleetView fleet) {
        List<ResourceSample> all = fleet.resources();
        return all.isEmpty() ? Optional.empty() : Optional.of(new ResourceUse(all));
    }

    /** Returns how many cores this JVM had kept busy, on average; 0 where there is one sample only. */
    public double cores() {
        return perTime(sample -> sample.process().cpu());
    }

    /** Returns how many cores the fleet's event loops had kept busy, on average. */
    public double fleetCores() {
        return perTime(ResourceSample::fleet);
    }

    /**
     * Returns how many cores were kept busy by others than this JVM and the endpoint's own process, on average; 0 where that is not
     * known, or of one sample only.
     */
    public double otherCores() {
        return Math.max(
                0, perTime(ResourceSample::machine) - cores() - endpointCores().orElse(0));
    }

    /** Returns for which share of the time garbage collections had stopped this JVM, 0 to 1. */
    public double pauses() {
        return perTime(ResourceSample::pauses);
    }

    private double perTime(Function<ResourceSample, Duration> sum) {
        ResourceSample first = samples.get(0);
        ResourceSample last = samples.get(samples.size() - 1);
        long time = last.at().minus(first.at()).toNanos();
        return time <= 0 ? 0 : (double) sum.apply(last).minus(sum.apply(first)).toNanos() / time;
    }

    /**
     * Returns in words what was in use at most, and CPU on average: {@code this JVM: 2,046 descriptors, 23 threads, heap 35 MB, CPU 1.3
     * of 2 cores (the fleet's loops 0.4)}.
     */
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        long heap = samples.stream().mapToLong(ResourceSample::heap).max().orElse(0);
        words.add("this JVM: "
                + most(samples.stream().map(ResourceSample::process).toList()) + ", heap " + megabytes(heap) + ", CPU "
                + cores(cores()) + " (the fleet's loops " + tenths(fleetCores()) + "), collector pauses "
                + Math.round(100 * pauses()) + " %");
        List<ProcessUse> endpoint = samples.stream()
                .map(ResourceSample::endpoint)
                .flatMap(Optional::stream)
                .toList();
        if (!endpoint.isEmpty()) {
            words.add("endpoint, process " + endpoint.get(0).pid() + ": " + most(endpoint) + ", memory "
                    + megabytes(endpoint.stream()
                            .mapToLong(ProcessUse::memory)
                            .max()
                            .orElse(0))
                    + ", CPU " + cores(endpointCores().orElse(0)));
        }
        return words;
    }

    /** Returns how many cores the endpoint's own process had kept busy, on average; empty where that is not watched. */
    public OptionalDouble endpointCores() {
        List<ResourceSample> known =
                samples.stream().filter(sample -> sample.endpoint().isPresent()).toList();
        return known.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(new ResourceUse(known)
                        .perTime(sample -> sample.endpoint().orElseThrow().cpu()));
    }

    private static String most(List<ProcessUse> uses) {
        long descriptors =
                uses.stream().mapToLong(ProcessUse::descriptors).max().orElse(0);
        int threads = uses.stream().mapToInt(ProcessUse::threads).max().orElse(0);
        return Figures.count(descriptors, "descriptor") + ", " + Figures.count(threads, "thread");
    }

    private static String cores(double cores) {
        return tenths(cores) + " of " + Figures.count(Runtime.getRuntime().availableProcessors(), "core");
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String megabytes(long bytes) {
        return Figures.count(Math.round(bytes / 1e6)) + " MB";
    }
}
