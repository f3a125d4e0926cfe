package dev.wsload.assertions;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Delivery;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.Delivery.Offence;
import dev.wsload.result.FleetView;
import dev.wsload.result.Timing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges the messages of all workloads so far. Fails where nothing was owed: nothing can go wrong with no message.
 *
 * @param kinds what must not have been seen
 */
record DeliveryCheck(Set<Kind> kinds) implements FleetCheck {
    /** What comes of frames that are not right, and of their connections' end. */
    private static final Set<Kind> SHOWN_BY_FRAMES = Set.of(Kind.LOST, Kind.NOT_SENT, Kind.CORRUPTED, Kind.CROSSED);

    /** Nothing of this kind; and nothing may be left unjudged that could be of this kind. */
    static DeliveryCheck none(Kind kind) {
        return new DeliveryCheck(
                switch (kind) {
                    case LOST -> Set.of(kind, Kind.NOT_SENT, Kind.NOT_JUDGED);
                    case DUPLICATED, REORDERED -> Set.of(kind, Kind.NOT_JUDGED);
                    default -> Set.of(kind);
                });
    }

    /** Nothing of any kind. */
    static DeliveryCheck everything() {
        return new DeliveryCheck(Set.of(Kind.values()));
    }

    @Override
    public Optional<FailureText> failure(FleetView fleet) {
        Delivery delivery = fleet.delivery();
        List<Kind> offending =
                delivery.counts().keySet().stream().filter(kinds::contains).toList();
        if (!offending.isEmpty()) {
            return Optional.of(failure(fleet, delivery, offending));
        }
        return delivery.owed() > 0
                ? Optional.empty()
                : Optional.of(new FailureText(nothingToJudge(fleet)).rows("also", unrecognised(delivery), "row"));
    }

    private static String nothingToJudge(FleetView fleet) {
        return fleet.workloads().isEmpty()
                ? "no workload has run, so there is no delivery to judge: run one first, such as fleet.run(echo())"
                : "no message was owed to anybody, so there is no delivery to judge: the workloads were "
                        + fleet.workloads().stream()
                                .map(workload -> workload.name())
                                .collect(joining(", "));
    }

    private static FailureText failure(FleetView fleet, Delivery delivery, List<Kind> offending) {
        FailureText text = new FailureText(headline(fleet, delivery, offending))
                .row(
                        "seen",
                        Figures.count(delivery.delivered()) + " of " + Figures.count(delivery.owed())
                                + " owed messages delivered, " + seen(delivery))
                .rows("when", when(fleet, delivery, offending), "fact")
                .rows(
                        "first",
                        evidence(delivery, offending),
                        affected(fleet, delivery, offending).count(),
                        "client");
        return (offending.stream().anyMatch(SHOWN_BY_FRAMES::contains) ? text.frames(fleet) : text)
                .rows("also", unrecognised(delivery), "row")
                .rows("errors", FailureCheck.errors(fleet), "error")
                .again(fleet.plan());
    }

    private static String headline(FleetView fleet, Delivery delivery, List<Kind> offending) {
        String first = offending.stream()
                .map(kind -> Figures.count(delivery.clients(kind)) + "%s " + offence(kind))
                .collect(joining(", "));
        return first.replaceFirst("%s", " of " + Figures.count(fleet.clients(), "client"))
                .replace("%s", "");
    }

    private static String offence(Kind kind) {
        return switch (kind) {
            case LOST -> "lost messages";
            case NOT_SENT -> "could not send all their messages";
            case DUPLICATED -> "got messages more than once";
            case REORDERED -> "got messages out of order";
            case CORRUPTED -> "got corrupted messages";
            case CROSSED -> "got messages of other clients";
            case AFTER_CLOSE -> "got messages after the close frame";
            case NOT_JUDGED -> "got messages outside the reorder window of 64: not judged";
        };
    }

    private static String seen(Delivery delivery) {
        return delivery.counts().entrySet().stream()
                .map(entry ->
                        Figures.count(entry.getValue()) + " " + entry.getKey().label())
                .collect(joining(", "));
    }

    private static IntStream affected(FleetView fleet, Delivery delivery, List<Kind> offending) {
        return IntStream.range(0, fleet.clients())
                .filter(client -> delivery.countsOf(client).keySet().stream().anyMatch(offending::contains));
    }

    private static List<String> when(FleetView fleet, Delivery delivery, List<Kind> offending) {
        Set<Integer> affected = affected(fleet, delivery, offending).boxed().collect(toSet());
        List<ClientOutcome> outcomes = fleet.outcomes().stream()
                .filter(outcome -> affected.contains(outcome.client()))
                .toList();
        return Stream.concat(
                        Timing.of(outcomes).map(ended -> "ended " + ended).stream(),
                        offending.contains(Kind.LOST) ? Timing.ofSilence(outcomes).stream() : Stream.empty())
                .toList();
    }

    /** Clients of every kind in turn, so that no kind crowds out another; of each all that befell it. */
    private static List<String> evidence(Delivery delivery, List<Kind> offending) {
        Set<Integer> clients = new LinkedHashSet<>();
        for (int place = 0; place < Delivery.NAMED; place++) {
            for (Kind kind : offending) {
                delivery.first(kind).stream()
                        .skip(place)
                        .findFirst()
                        .map(Offence::client)
                        .ifPresent(clients::add);
            }
        }
        return clients.stream()
                .map(client -> "client " + client + ": " + evidence(delivery, offending, client))
                .toList();
    }

    private static String evidence(Delivery delivery, List<Kind> offending, int client) {
        List<String> texts = new ArrayList<>();
        for (Kind kind : offending) {
            delivery.first(kind).stream()
                    .filter(offence -> offence.client() == client)
                    .findFirst()
                    .ifPresent(offence -> texts.add(kind.label() + ": " + offence.evidence()));
        }
        return String.join("; ", withoutRepetition(texts));
    }

    /** How the connection ended stands at the end of each, and is said once. */
    private static List<String> withoutRepetition(List<String> texts) {
        String last = texts.get(texts.size() - 1);
        String ending = last.contains("; ") ? last.substring(last.lastIndexOf("; ")) : "";
        return IntStream.range(0, texts.size())
                .mapToObj(i -> i < texts.size() - 1
                                && !ending.isEmpty()
                                && texts.get(i).endsWith(ending)
                        ? texts.get(i).substring(0, texts.get(i).length() - ending.length())
                        : texts.get(i))
                .toList();
    }

    private static List<String> unrecognised(Delivery delivery) {
        return delivery.unrecognised() == 0
                ? List.of()
                : List.of(Figures.count(delivery.unrecognised(), "message") + " not of the workload arrived;"
                        + " a server that does not echo verbatim needs a function that recognises its replies");
    }
}
