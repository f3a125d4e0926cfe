package dev.wsload.diagnosis;

import dev.wsload.metrics.Figures;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.Pings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nothing comes any more on connections that are open, and a new client is served: it is they, and not the server. */
final class FallenSilent implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> waiting = evidence.open().stream()
                .filter(one -> evidence.lostItsLast(one) && one.activity().received() > 0)
                .toList();
        boolean areMost = 2 * waiting.size() > evidence.open().size();
        boolean isPattern = waiting.size() >= FEWEST
                && areMost
                && evidence.onlyLoses()
                && !missSenders(evidence, waiting)
                && evidence.delivery().lostInGaps() == 0;
        if (!isPattern || evidence.probes().newClient().isPresent()) {
            return Optional.empty();
        }
        Pings pings = evidence.probes().ping(waiting);
        return evidence.probes().haveHeard(waiting).isEmpty()
                ? Optional.of(finding(evidence, waiting, pings).on(waiting))
                : Optional.empty();
    }

    /** Whoever misses some senders of broadcasts, and perhaps hears others, has not fallen silent. */
    private static boolean missSenders(Evidence evidence, List<ClientOutcome> waiting) {
        return evidence.isBroadcast()
                && waiting.stream().anyMatch(one -> evidence.delivery().sendersUnheard(one.client()) > 0);
    }

    private static Finding finding(Evidence evidence, List<ClientOutcome> waiting, Pings pings) {
        List<String> because = new ArrayList<>();
        because.add(Evidence.clients(waiting) + " of "
                + Figures.count(evidence.open().size())
                + " open ones got no answer to their last messages, and every answer before; a new client is served");
        because.add("of those that wait " + pings.inWords());
        List<Long> heard = waiting.stream()
                .map(one -> one.activity().received())
                .distinct()
                .toList();
        if (heard.size() == 1) {
            because.add("each of them had got " + Figures.count(heard.get(0), "answer") + " before");
        }
        because.addAll(evidence.threads());
        return pings.answered() == 0 ? dead(because) : unanswered(because, heard.size() == 1);
    }

    private static Finding dead(List<String> because) {
        return new Finding(
                "connections are dead though nobody has ended them, one of: something before the server has forgotten them (a proxy, a"
                        + " firewall, NAT: after a silence, as a rule), or the server serves them no more and does not close them",
                "F14",
                because,
                "let clients ping more often than anything forgets them (keepAlive), and let the server close what it serves no more",
                "which of the two");
    }

    private static Finding unanswered(List<String> because, boolean isSameNumber) {
        Alternatives alternatives = new Alternatives()
                .orIf(isSameNumber, "it leaves the next message of each connection unanswered (a counter, a limit)")
                .or("its handlers fail or hang at a message of these")
                .or("it drops messages");
        return new Finding(
                alternatives.of(
                        "the server no longer answers messages on these connections, though it answers pings and new clients"),
                "",
                because,
                "look at the server's log for what it does with the first message that got no answer",
                alternatives.unknown());
    }
}
