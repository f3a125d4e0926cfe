package dev.wsload.harness;

import dev.wsload.metrics.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts failures per kind and keeps the first evidence of each: never a line per client. Thread-safe. */
final class Tally {
    private static final int KINDS = 10;
    private static final int NAMED = 5;
    /** What differs from client to client where the same went wrong. */
    private static final Pattern VALUE = Pattern.compile("'[^']*'|(\\.\\.)?\"[^\"]*\"(\\.\\.)?|\\d[\\d,]*");

    private static final String REST = "more kinds of failure";

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private int total;
    private Throwable first;

    /** Adds a failure of a client (-1 = of no client); numbers and quoted values in the evidence do not make another kind. */
    synchronized void add(String kind, int client, String evidence) {
        String key = kind + VALUE.matcher(evidence).replaceAll("#");
        String bounded = kinds.containsKey(key) || kinds.size() < KINDS ? key : REST;
        String label = bounded.equals(REST) ? REST : kind;
        kinds.computeIfAbsent(bounded, unseen -> new Kind(label, evidence)).add(client);
        total++;
    }

    /** Adds something thrown; the first one is kept whole. */
    synchronized void add(String origin, int client, Throwable thrown) {
        first = first == null ? thrown : first;
        add(origin + thrown.getClass().getSimpleName(), client, String.valueOf(thrown.getMessage()));
    }

    synchronized int total() {
        return total;
    }

    synchronized Throwable first() {
        return first;
    }

    /** Returns a line per kind. */
    synchronized List<String> lines() {
        return kinds.values().stream().map(Kind::line).toList();
    }

    private static final class Kind {
        private final String label;
        private final String evidence;
        private final List<Integer> clients = new ArrayList<>();
        private int count;

        Kind(String label, String evidence) {
            this.label = label;
            this.evidence = evidence;
        }

        void add(int client) {
            count++;
            if (client >= 0 && clients.size() < NAMED) {
                clients.add(client);
            }
        }

        String line() {
            return Figures.count(count) + " x " + label + who() + ": " + evidence;
        }

        private String who() {
            if (clients.isEmpty()) {
                return "";
            }
            String named = clients.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return (count == 1 ? " (client " : " (clients ") + named + (count > clients.size() ? ", ..)" : ")");
        }
    }
}
