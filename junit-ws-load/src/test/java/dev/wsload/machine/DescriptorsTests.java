package dev.wsload.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DescriptorsTests {
    @Test
    void spareIsTheLimitLessWhatIsOpenAndTheReserve() {
        assertThat(new Descriptors(20_000, 20_000, 46).spare()).isEqualTo(19_754);
    }

    @Test
    void spareIsNeverNegative() {
        assertThat(new Descriptors(256, 256, 100).spare()).isZero();
    }

    @Test
    void atRestStaysAsItWasFirst() {
        assertThat(Descriptors.atRest()).isSameAs(Descriptors.atRest());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theCountIsThatOfTheOperatingSystem() throws IOException {
        try (InputStream held = new FileInputStream("/dev/null")) {
            Descriptors now = Descriptors.now();

            assertThat(held).isNotNull();
            assertThat(now.open()).isBetween(4L, now.limit());
            assertThat(now.hardLimit()).isGreaterThanOrEqualTo(now.limit());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theJvmRaisesTheSoftLimitToTheHardOne() throws Exception {
        assertThat(countInAJvmLimitedTo("-Sn 120 && ulimit -Hn 130", "idle")).contains("limit=130, hardLimit=130");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void softAndHardLimitAreToldApart() throws Exception {
        assertThat(countInAJvmLimitedTo("-Sn 120 && ulimit -Hn 130", "idle", "-XX:-MaxFDLimit"))
                .contains("limit=120, hardLimit=130");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void atTheLimitAllCountAsOpen() throws Exception {
        assertThat(countInAJvmLimitedTo("-n 120", "exhausted")).contains("limit=120, hardLimit=120, open=120");
    }

    private static String countInAJvmLimitedTo(String limit, String state, String... options) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit " + limit + " && exec \"$@\"", "sh"));
        command.add(java.toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Counting.class.getName(), state));
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        return output;
    }

    /** What the other JVM runs. */
    static final class Counting {
        private Counting() {}

        public static void main(String[] args) {
            Descriptors loadedBeforehand = Descriptors.now();
            Descriptors counted = args[0].equals("exhausted") ? countWithNoneLeft() : loadedBeforehand;
            System.out.println(counted);
        }

        private static Descriptors countWithNoneLeft() {
            List<InputStream> held = new ArrayList<>();
            try {
                while (held.size() < 1_000) {
                    held.add(Files.newInputStream(Path.of("/dev/null")));
                }
                throw new IllegalStateException("the limit was not reached");
            } catch (IOException tooManyOpenFiles) {
                return Descriptors.now();
            }
        }
    }
}
