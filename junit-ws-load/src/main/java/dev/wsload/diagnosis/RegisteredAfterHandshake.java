package dev.wsload.diagnosis;

import java.util.List;
import java.util.Optional;

/** Clients that had only just connected miss the first broadcasts and hear all later ones, whether they say something or not. */
final class RegisteredAfterHandshake implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        return FirstOnes.of(evidence)
                .filter(missed -> missed.areFollowed() || missed.mayBeFollowed())
                .filter(missed -> !missed.areOneOfEachSender() && !missed.dependOnTheSender())
                .filter(FirstOnes::areOfNewcomers)
                .filter(FirstOnes::areOfListeners)
                .filter(FirstOnes::areNotOfDepartures)
                .filter(missed -> missed.areMany() || missed.areOfTheLast())
                .map(RegisteredAfterHandshake::finding);
    }

    private static Finding finding(FirstOnes missed) {
        List<String> because = missed.because();
        because.add(missed.age());
        return new Finding(
                        "the server registers a client only after the handshake has been answered: what is broadcast meanwhile misses it",
                        "",
                        because,
                        "let the broadcasts begin when the server has registered all clients (@WsConnectedWhen, connectedWhen(..)); if"
                                + " clients must not miss any, let it send each a welcome once it has registered it, and wait for that",
                        "")
                .on(missed.missed());
    }
}
