package dev.wsload.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the process that listens on a port of this machine: the kernel's table of sockets (proc(5), {@code /proc/net/tcp}) names
 * the inode, and the process has it open. On Linux only, and of processes of the same user. Stateless, thread-safe.
 *
 * @since 0.1
 */
public final class ListeningProcess {
    private static final Path PROC = Path.of("/proc");
    private static final List<Path> TABLES = List.of(PROC.resolve("net/tcp"), PROC.resolve("net/tcp6"));
    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningProcess() {}

    /** Returns its id; empty where none is found, several share the port, or the address is not of this machine. */
    public static OptionalLong on(InetAddress host, int port) {
        Set<String> sockets = isHere(host) ? sockets(host, port) : Set.of();
        return sockets.isEmpty()
                ? OptionalLong.empty()
                : processes()
                        .filter(pid -> holds(pid, sockets))
                        .mapToLong(Long::longValue)
                        .min();
    }

    /** Says whether an address is one of this machine. */
    public static boolean isHere(InetAddress host) {
        try {
            return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    /** Returns the names under which processes have these sockets open. */
    private static Set<String> sockets(InetAddress host, int port) {
        String ending = String.format(":%04X", port);
        return TABLES.stream()
                .flatMap(ListeningProcess::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE
                        && fields[LOCAL].endsWith(ending)
                        && fields[STATE].equals(LISTENS)
                        && isOf(host, fields[LOCAL].substring(0, fields[LOCAL].indexOf(':'))))
                .map(fields -> "socket:[" + fields[INODE] + "]")
                .collect(Collectors.toSet());
    }

    /** The table has each four bytes of an address in the order of the machine, which is little-endian nearly everywhere. */
    private static boolean isOf(InetAddress host, String address) {
        byte[] bytes = host.getAddress();
        StringBuilder hex = new StringBuilder();
        for (int word = 0; word < bytes.length; word += Integer.BYTES) {
            for (int i = Integer.BYTES - 1; i >= 0; i--) {
                hex.append(String.format("%02X", bytes[word + i]));
            }
        }
        return address.chars().allMatch(digit -> digit == '0') || address.endsWith(hex.toString());
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException notLinux) {
            return Stream.empty();
        }
    }

    private static Stream<Long> processes() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid);
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> open = Files.list(PROC.resolve(pid + "/fd"))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException | UncheckedIOException goneOrOfAnotherUser) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
