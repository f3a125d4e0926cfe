package dev.wsload.bench;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One trial of one engine, as the server's clock and /proc saw it.
 *
 * @param figures what was measured; a weighed trial has the heap only, a timed one everything else, a failed one nothing
 * @param failure why there are no figures; empty when there are
 */
record Measurement(Engine engine, int clients, Map<Figure, Double> figures, String failure) {

    static Measurement failed(Engine engine, int clients, String why) {
        return new Measurement(engine, clients, Map.of(), why);
    }

    static Measurement of(Engine engine, int clients, Map<Figure, Double> figures) {
        return new Measurement(engine, clients, figures, "");
    }

    @Override
    public String toString() {
        String what = figures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(figure -> figure.getKey().heading() + " " + figure.getKey().show(figure.getValue()))
                .collect(Collectors.joining("; "));
        return "%,d clients, %s: ".formatted(clients, engine.label())
                + (failure.isEmpty() ? what : "FAILED, " + failure);
    }
}
