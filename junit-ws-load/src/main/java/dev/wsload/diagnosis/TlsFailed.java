package dev.wsload.diagnosis;

import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TLS handshake failed: trust, name, time, versions, or no TLS at all on that port. */
final class TlsFailed implements Cause {
    private static final int MOST_CAUSES = 10;
    private static final List<Reading> READINGS = List.of(
            reading(
                    "the server's certificate is not trusted here",
                    "trust it for this fleet, or who issued it: Tls.trusting(<its certificate>), with @WsTls or tls(..)",
                    "path building",
                    "unable to find valid certification path"),
            reading(
                    "the server's certificate is for another host name",
                    "connect by a name that is in the certificate (localhost is another name than 127.0.0.1)",
                    "subject alternative",
                    "no name matching"),
            reading(
                    "the server's certificate is not valid yet",
                    "compare the clocks, and the certificate's first day",
                    "notbefore",
                    "notyetvalid"),
            reading("the server's certificate has expired", "renew it", "expired", "notafter"),
            reading(
                    "the server does not speak TLS on that port",
                    "connect with ws:// in place of wss://",
                    "unrecognized ssl message",
                    "plaintext"),
            reading(
                    "the server wants a certificate of the client's, or another one",
                    "give the fleet its own: Tls.withClientKey(..)",
                    "certificate_required",
                    "bad_certificate"));

    private record Reading(String cause, String remedy, List<String> signs) {
        boolean fits(String text) {
            return signs.stream().anyMatch(text::contains);
        }
    }

    private static Reading reading(String cause, String remedy, String... signs) {
        return new Reading(cause, remedy, Arrays.asList(signs));
    }

    @Override
    public Optional<Finding> in(Evidence evidence) {
        List<ClientOutcome> failed = evidence.failed(FailureKind.TLS);
        if (failed.isEmpty() || 2 * failed.size() < evidence.failed().size()) {
            return Optional.empty();
        }
        String detail = failed.get(0).failure().detail();
        String thrown = Stream.iterate(
                        failed.get(0).failure().cause().orElse(null), Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(Throwable::toString)
                .collect(Collectors.joining(" "));
        String text = (detail + " " + thrown).toLowerCase(Locale.ROOT);
        Reading reading = READINGS.stream()
                .filter(one -> one.fits(text))
                .findFirst()
                .orElseGet(
                        () -> reading(
                                "client and server do not agree on TLS",
                                "compare protocol versions and cipher suites on both sides, and whether that port speaks TLS at all"));
        return Optional.of(new Finding(
                        reading.cause, "", List.of(Evidence.clients(failed) + " got: " + detail), reading.remedy, "")
                .on(failed));
    }
}
