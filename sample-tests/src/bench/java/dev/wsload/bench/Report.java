package dev.wsload.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The measurements as markdown: a table of medians, the goals at the largest size, and what failed. */
record Report(List<Measurement> measurements, List<Integer> sizes) {
    @Override
    public String toString() {
        return table() + "\n" + goals(sizes.get(sizes.size() - 1)) + failures();
    }

    private String table() {
        String headings = Arrays.stream(Figure.values()).map(Figure::heading).collect(Collectors.joining(" | "));
        String rule = "---|".repeat(Figure.values().length);
        return "| clients | engine | " + headings + " |\n|---|---|" + rule + "\n" + rows();
    }

    private String rows() {
        return sizes.stream()
                .flatMap(size -> Arrays.stream(Engine.values())
                        .filter(engine -> measurements.stream().anyMatch(one -> one.engine() == engine))
                        .map(engine -> row(engine, size)))
                .collect(Collectors.joining());
    }

    private String row(Engine engine, int size) {
        String cells = Arrays.stream(Figure.values())
                .map(figure -> figure.show(median(engine, size, figure)))
                .collect(Collectors.joining(" | "));
        return "| %,d | %s | %s |%n".formatted(size, engine.label(), cells);
    }

    private String goals(int size) {
        return "| goal at %,d clients | ratio | met |%n|---|---|---|%n".formatted(size)
                + Stream.of(Goal.values())
                        .map(goal -> goal.row(
                                median(Engine.FLEET, size, goal.figure()), median(goal.rival(), size, goal.figure())))
                        .collect(Collectors.joining());
    }

    private String failures() {
        return measurements.stream()
                .filter(one -> !one.failure().isEmpty())
                .map(one -> "\n" + one)
                .collect(Collectors.joining());
    }

    /** Returns the median of the trials that succeeded, NaN where none did. */
    private double median(Engine engine, int size, Figure figure) {
        double[] sorted = measurements.stream()
                .filter(one -> one.engine() == engine && one.clients() == size)
                .filter(one -> one.figures().containsKey(figure))
                .mapToDouble(one -> one.figures().get(figure))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
