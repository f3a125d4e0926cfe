package dev.wsload.diagnosis;

import dev.wsload.result.FleetView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why a run went wrong, as far as what was seen says it. Immutable.
 *
 * @param findings the causes that it points to, the most certain first; none where nothing that is known fits
 * @param ill how many clients could not connect, or lost their connection by the server's doing
 * @param unexplained how many of them none of the findings was seen on
 * @since 0.1
 */
public record Diagnosis(List<Finding> findings, int ill, int unexplained) {
    /**
     * Of each row the first that fits is believed: those in a row look at the same, and what rests on more evidence stands first. Once
     * everybody who is ill is explained, the rows below are not asked.
     */
    private static final List<List<Cause>> CAUSES = List.of(
            List.of(new NoDescriptorsHere()),
            List.of(new NoPortsHere()),
            List.of(new Thrown()),
            List.of(
                    new ServerGone(),
                    new ServerReplaced(),
                    new SomeOfSeveral(),
                    new NobodyAnswers(),
                    new HandshakeRejected(),
                    new InvalidAnswer(),
                    new TlsFailed(),
                    new AcceptingStopped(),
                    new AdmissionLimit(),
                    new AcceptQueueOverflows(),
                    new UpgradesQueue()),
            List.of(new MessageTooBigHere(), new TornFrames(), new ForbiddenCloseCode()),
            List.of(
                    new EvictedByNewcomer(),
                    new MessageQuota(),
                    new Deadline(),
                    new IdleTimeout(),
                    new MissedPongs(),
                    new DeadlineAtNextMessage()),
            List.of(
                    new NoCarriers(),
                    new NobodyReads(),
                    new CameLate(),
                    new ScriptsGaveUp(),
                    new AnswersWhenMoreComes(),
                    new Stuck(),
                    new NeverServed(),
                    new PartUnanswered()),
            List.of(
                    new ListOfClients(),
                    new RegisteredAfterHandshake(),
                    new RegisteredLate(),
                    new OnlySendersHear(),
                    new WhoHearsWhom(),
                    new BroadcastPassesOver()));

    /** Those that are asked only where none of the others fits, until one does: they say less. */
    private static final List<Cause> OTHERWISE = List.of(
            new LeftBehind(),
            new CutInMessage(),
            new NoAnswerInTime(),
            new EndedAtOnce(),
            new DroppedTogether(),
            new EndedInSweeps(),
            new ToldByCloseCode(),
            new ClosesBadly(),
            new WrongPong(),
            new Overloaded(),
            new DeliveryPattern(),
            new FallenSilent());

    /** What is told beside whatever was found. */
    private static final List<Cause> BESIDES = List.of(new ThrownByEndpoint());

    /** Copies what it is given. */
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /**
     * Looks for the causes of what a fleet has seen. Connects clients of its own to the endpoint if these can tell causes from each
     * other: one after the other, each for 2 s at most (some times for 10 s where it is the time of an answer that matters), or three
     * for as long as the fleet's connections had lived, if that was 15 s at most.
     */
    public static Diagnosis of(FleetView fleet) {
        return of(fleet, Complaint.FAILURE);
    }

    /** As {@link #of(FleetView)}, of what a test complains about. */
    public static Diagnosis of(FleetView fleet, Complaint complaint) {
        Evidence evidence = new Evidence(fleet, complaint);
        Set<Integer> ill = evidence.ill();
        Set<Integer> unexplained = new HashSet<>(ill);
        List<Finding> findings = new ArrayList<>();
        for (List<Cause> alike : CAUSES) {
            if (ill.isEmpty() || !unexplained.isEmpty()) {
                found(alike, evidence).ifPresent(findings::add);
                findings.forEach(finding -> unexplained.removeAll(finding.clients()));
            }
        }
        if (findings.isEmpty()) {
            found(OTHERWISE, evidence).ifPresent(findings::add);
            findings.forEach(finding -> unexplained.removeAll(finding.clients()));
        }
        found(BESIDES, evidence).ifPresent(findings::add);
        return new Diagnosis(findings, ill.size(), unexplained.size());
    }

    private static Optional<Finding> found(List<Cause> causes, Evidence evidence) {
        return causes.stream()
                .map(cause -> cause.in(evidence))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
