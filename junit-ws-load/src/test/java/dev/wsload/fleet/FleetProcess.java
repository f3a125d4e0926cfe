package dev.wsload.fleet;

import static org.awaitility.Awaitility.await;

import dev.wsload.plan.LoadPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A process with nothing but a fleet in it, and its figures: before there was one, with it, and after it was closed. */
final class FleetProcess {
    private FleetProcess() {}

    /** Connects a fleet in a process of its own; returns the process's figures by their names. */
    static Map<String, Long> figures(URI server, int clients) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FleetProcess.class.getName(),
                server.toString(),
                String.valueOf(clients));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return parse(out.lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Map<String, Long> parse(List<String> lines) {
        Map<String, Long> figures = new HashMap<>();
        for (String line : lines) {
            String[] nameAndValue = line.split("=");
            if (nameAndValue.length != 2) {
                throw new IllegalStateException("the process with the fleet said: " + String.join("\n", lines));
            }
            figures.put(nameAndValue[0], Long.valueOf(nameAndValue[1]));
        }
        return figures;
    }

    /** Warms up with a small fleet, so that classes are loaded and buffers of the JDK's own exist. */
    public static void main(String[] args) {
        URI server = URI.create(args[0]);
        connect(server, 100).close();
        print("before");
        ClientFleet fleet = connect(server, Integer.parseInt(args[1]));
        print("open");
        System.out.println("opened=" + fleet.opened());
        fleet.close();
        fleet = null;
        print("closed");
    }

    private static ClientFleet connect(URI server, int clients) {
        ClientFleet fleet = ClientFleet.start(
                server, LoadPlan.builder().clients(clients).loops(2).plan());
        fleet.awaitConnected();
        return fleet;
    }

    private static void print(String when) {
        collect();
        System.gc();
        System.out.println(when + ".heap="
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        System.out.println(when + ".direct=" + directBytes());
        System.out.println(when + ".descriptors=" + descriptors());
        System.out.println(when + ".loops=" + threads("wsload-loop-"));
        System.out.println(when + ".threads=" + (threads("") - threads("awaitility")));
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    /** Direct buffers are freed by a thread that follows the collector. */
    private static void collect() {
        AtomicLong before = new AtomicLong(Long.MAX_VALUE);
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            System.gc();
            return directBytes() == before.getAndSet(directBytes());
        });
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
