package dev.wsload.fleet;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the classes that a fleet may need while there are file descriptors to load them with: a jar stays open, but from a
 * directory, as in a build of several modules, each class takes one, and at the limit a failure could not even be noted.
 */
final class Preload {
    private static final Logger LOG = LoggerFactory.getLogger(Preload.class);
    private static final List<String> ROOMS = List.of(
            "wire",
            "value",
            "machine",
            "metrics",
            "client",
            "endpoint",
            "fault",
            "plan",
            "result",
            "report",
            "assertions",
            "fleet",
            "harness");
    private static final String SUFFIX = ".class";

    private Preload() {}

    /** Loads them; classes that are loaded already cost next to nothing. */
    static void run() {
        CodeSource source = Preload.class.getProtectionDomain().getCodeSource();
        if (source != null) {
            load(source);
        }
    }

    private static void load(CodeSource source) {
        try {
            Path root = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(root)) {
                ROOMS.forEach(room -> loadRoom(root.resolve("dev/wsload").resolve(room), "dev.wsload." + room + "."));
            }
        } catch (URISyntaxException | RuntimeException e) {
            LOG.debug("classes are not loaded ahead: {}", e.toString());
        }
    }

    private static void loadRoom(Path directory, String prefix) {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> prefix + name.substring(0, name.length() - SUFFIX.length()))
                    .forEach(Preload::loadClass);
        } catch (IOException e) {
            LOG.debug("classes of {} are not loaded ahead: {}", directory, e.toString());
        }
    }

    private static void loadClass(String name) {
        try {
            Class.forName(name);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("class {} is not loaded ahead: {}", name, e.toString());
        }
    }
}
