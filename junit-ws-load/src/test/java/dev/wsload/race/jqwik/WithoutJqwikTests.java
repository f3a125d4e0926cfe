package dev.wsload.race.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.wsload.race.ClientList;
import dev.wsload.race.jqwik.Lists.Member;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Where jqwik is not on the class path, in a JVM of its own: a contract fails and says so, and is never a class without tests. */
@Timeout(60)
class WithoutJqwikTests {
    static class Contract extends ClientListContract<Member> {
        @Override
        protected ClientList<Member> newList() {
            return new Lists.Right();
        }
    }

    /** Runs the contract with Jupiter, and prints what its tests failed with. */
    static final class Run {
        private Run() {}

        public static void main(String[] args) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Contract.class))
                    .execute()
                    .testEvents()
                    .finished()
                    .stream()
                    .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                    .forEach(result -> System.out.println(result.getStatus() + " "
                            + result.getThrowable().map(Throwable::getMessage).orElse("")));
        }
    }

    @Test
    void theContractFailsAndNamesWhatToAdd() throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().contains("jqwik"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Run.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(printed)
                .isEqualToIgnoringNewLines(
                        "FAILED Contract is a ClientListContract, whose properties jqwik runs, and it is not there:"
                                + " add net.jqwik:jqwik:1.9.3 in test scope");
    }
}
