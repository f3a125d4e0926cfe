package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ClientOutcome.Status;
import dev.wsload.result.Delivery;
import dev.wsload.result.WorkloadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Broadcasts that were missed, where all of them are the first of their senders, or all that these sent, and nothing was missed after
 * one that came.
 *
 * @param evidence of the run
 * @param missed those that are open and missed some
 */
record FirstOnes(Evidence evidence, List<ClientOutcome> missed) {
    /** Of fewer messages of a sender, those that are lost by chance may all be its first. */
    private static final int MANY = 4;

    /** Senders that take turns have sent one more than others at most when somebody begins to hear them. */
    private static final int SEVERAL = 3;

    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    /** Times of the fleet and of a workload are taken one after the other. */
    private static final Duration APART = Duration.ofMillis(100);

    /** Returns what was missed; empty if it is anything else. */
    static Optional<FirstOnes> of(Evidence evidence) {
        Delivery delivery = evidence.delivery();
        List<ClientOutcome> missed =
                evidence.open().stream().filter(one -> evidence.lost(one) > 0).toList();
        boolean isOnlyAtFirst = delivery.lostAtFirst() + delivery.lostOfUnheard() == delivery.lost();
        return evidence.isBroadcast() && evidence.onlyLoses() && isOnlyAtFirst && !missed.isEmpty()
                ? Optional.of(new FirstOnes(evidence, missed))
                : Optional.empty();
    }

    /** Says whether later ones of the same sender came after most of them. */
    boolean areFollowed() {
        return evidence.delivery().lostAtFirst() > evidence.delivery().lostOfUnheard();
    }

    /** Says whether the same is true of some, and the others may have been over before those that missed them were on the list. */
    boolean mayBeFollowed() {
        return evidence.delivery().lostAtFirst() > 0 && mayHaveBeenTooEarly();
    }

    /** Says whether all who missed some are newcomers and the last that opened, and nobody has left. */
    boolean mayHaveBeenTooEarly() {
        return evidence.gone() == 0 && areOfNewcomers() && areOfTheLast();
    }

    /**
     * Says whether each has missed one broadcast of each sender: the server may take the first message of a connection for something
     * else.
     */
    boolean areOneOfEachSender() {
        Delivery delivery = evidence.delivery();
        return evidence.opened().stream().allMatch(one -> evidence.lost(one) == delivery.sendersOwing(one.client()))
                && delivery.lostOfUnheard() == 0;
    }

    /** Says whether some have missed several broadcasts of one sender and none of another: the way from a sender may open late. */
    boolean dependOnTheSender() {
        return missed.stream().filter(this::missesSeveralOfSome).count() >= Cause.FEWEST;
    }

    private boolean missesSeveralOfSome(ClientOutcome one) {
        long heard = evidence.delivery().sendersHeard(one.client());
        long others = evidence.delivery().sendersOwing(one.client()) - heard;
        return heard > 0 && evidence.lost(one) >= SEVERAL * others;
    }

    /** Says whether it is too many to be chance. */
    boolean areMany() {
        long senders = evidence.opened().stream()
                .filter(one -> one.activity().sent() > 0)
                .count();
        boolean areNotFew =
                missed.size() >= Cause.FEWEST || evidence.delivery().lost() >= MANY * senders * missed.size();
        return areNotFew && evidence.delivery().sent() >= MANY * senders;
    }

    /** Says whether everybody who missed some had only just connected when the broadcasts began. */
    boolean areOfNewcomers() {
        return evidence.fleet().lastWorkload().isPresent()
                && missed.stream().map(this::openFor).allMatch(FirstOnes::isJustNow);
    }

    private static boolean isJustNow(Duration ago) {
        return ago.compareTo(JUST_NOW) < 0 && ago.plus(APART).compareTo(Duration.ZERO) > 0;
    }

    /** Says whether somebody who has said nothing heard the later ones: it was not put on the list at its own message. */
    boolean areOfListeners() {
        Delivery delivery = evidence.delivery();
        return missed.stream()
                .anyMatch(one -> one.activity().sent() == 0
                        && delivery.sendersUnheard(one.client()) < delivery.sendersOwing(one.client()));
    }

    /** Says whether those that missed some are the last that opened, but for a fifth of the others. */
    boolean areOfTheLast() {
        List<ClientOutcome> open = evidence.opened().stream()
                .filter(one -> one.status() == Status.OPEN)
                .toList();
        int others = (open.size() - missed.size()) * 4 / 5;
        return open.subList(0, others).stream().noneMatch(missed::contains);
    }

    /** Says whether departures cannot have cost so much, or later ones cost nothing. Each costs another client one broadcast at most. */
    boolean areNotOfDepartures() {
        List<ClientOutcome> left = evidence.fleet().outcomes().stream()
                .filter(one -> one.status() == Status.CLOSED)
                .toList();
        return left.isEmpty()
                || evidence.delivery().lostOfUnheard() == 0
                        && missed.stream().anyMatch(one -> evidence.lost(one) > 2L * left.size())
                || left.stream().filter(this::isInTheRun).count() >= Cause.FEWEST;
    }

    /** Says whether it left in the second half of the broadcasts, when the first of them had passed. */
    private boolean isInTheRun(ClientOutcome left) {
        return evidence.fleet().lastWorkload().isPresent()
                && left.at().compareTo(began().plus(ended()).dividedBy(2)) > 0
                && left.at().compareTo(ended()) < 0;
    }

    /** Returns how long it had been connected when the broadcasts began, from its first connection on. */
    private Duration openFor(ClientOutcome one) {
        ClientOutcome first = evidence.opened().stream()
                .filter(opened -> opened.client() == one.client())
                .findFirst()
                .orElseThrow();
        return began().minus(Evidence.openedAt(first));
    }

    private Duration began() {
        return ended().minus(evidence.fleet()
                .lastWorkload()
                .map(WorkloadResult::elapsed)
                .orElseThrow());
    }

    private Duration ended() {
        return Evidence.last(evidence.opened(), FirstOnes::lastActive);
    }

    private static Duration lastActive(ClientOutcome one) {
        Duration sent = one.activity().lastSent();
        Duration received = one.activity().lastReceived();
        return sent.compareTo(received) > 0 ? sent : received;
    }

    List<String> because() {
        Delivery delivery = evidence.delivery();
        long unheard = delivery.lostOfUnheard();
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(missed) + " missed " + Figures.count(delivery.lost(), "broadcast") + ", "
                + (unheard == 0 ? "all" : Figures.count(delivery.lostAtFirst()))
                + " of them before the first that they heard of the same sender, and none after it");
        if (unheard > 0) {
            because.add("the other " + Figures.count(unheard) + " are of senders of whom they heard nothing");
        }
        return because;
    }

    /** Returns, of newcomers, how new they were. */
    String age() {
        Duration longest = missed.stream()
                .map(this::openFor)
                .max(Duration::compareTo)
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
        return "they had connected at most " + Figures.duration(longest) + " before the broadcasts began";
    }
}
