package dev.wsload.diagnosis;

import java.util.Optional;

/**
 * Clients miss the first broadcasts and hear all later ones: the server puts them on its list some time after they have connected. Where
 * somebody has left just before, that may be it as well.
 */
final class RegisteredLate implements Cause {
    @Override
    public Optional<Finding> in(Evidence evidence) {
        return FirstOnes.of(evidence)
                .filter(missed -> missed.areFollowed()
                        && missed.areMany()
                        && (evidence.gone() == 0 || missed.areOneOfEachSender()))
                .map(RegisteredLate::finding);
    }

    private static Finding finding(FirstOnes missed) {
        Alternatives alternatives = new Alternatives()
                .orIf(
                        missed.areOneOfEachSender(),
                        "the server takes the first message of each connection for something else (a name, a login)")
                .or("the server puts them on its list after it has answered their handshake")
                .or("it does so at their own first message")
                .or("its processes begin late to pass messages on to each other");
        return new Finding(
                        alternatives.of("clients miss the first broadcasts, and hear later ones"),
                        "F13",
                        missed.because(),
                        "if it is a moment after the handshake, let the test wait until the server has them all (@WsConnectedWhen,"
                                + " connectedWhen(..)), or put them on the list before it is answered; if it is their first message, let all of"
                                + " them say something before the broadcasts",
                        alternatives.unknown())
                .on(missed.missed());
    }
}
