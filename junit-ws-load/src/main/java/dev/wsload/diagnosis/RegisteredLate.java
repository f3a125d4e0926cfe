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
                .filter(missed -> evidence.gone() == 0 && missed.areFollowed() && missed.areMany())
                .map(RegisteredLate::finding);
    }

    private static Finding finding(FirstOnes missed) {
        return new Finding(
                        "clients miss the first broadcasts, and hear later ones, one of: the server puts them on its list after it has answered"
                                + " their handshake, it does so at their own first message, or its processes begin late to pass messages on to"
                                + " each other",
                        "F13",
                        missed.because(),
                        "if it is a moment after the handshake, let the test wait until the server has them all (@WsConnectedWhen,"
                                + " connectedWhen(..)), or put them on the list before it is answered; if it is their first message, let all of"
                                + " them say something before the broadcasts",
                        "which of them")
                .on(missed.missed());
    }
}
