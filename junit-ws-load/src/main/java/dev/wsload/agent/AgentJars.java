package dev.wsload.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Jars that are made when they are needed, and deleted when the JVM ends; and where the classes in them come from. */
final class AgentJars {
    private static final String RUNTIME = "dev/wsload/agent/runtime";

    private AgentJars() {}

    /** Returns a jar of the runtime alone, for the boot loader. */
    static Path runtime() throws IOException {
        Path classes = classPathEntry();
        if (Files.isDirectory(classes)) {
            return runtimeIn(classes.resolve(RUNTIME));
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return runtimeIn(jar.getPath(RUNTIME));
        }
    }

    private static Path runtimeIn(Path directory) throws IOException {
        Path jar = temporary("wsload-race-runtime");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry(RUNTIME + "/" + file.getFileName()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    /** Returns a jar that names the agent, whose class comes from the class path. */
    static Path agent() throws IOException {
        Path jar = temporary("wsload-race-agent");
        Manifest manifest = manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Agent-Class", RaceAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /** Returns the jar or the directory that this class comes from. */
    static Path classPathEntry() {
        return Path.of(URI.create(AgentJars.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    private static Path temporary(String name) throws IOException {
        Path jar = Files.createTempFile(name, ".jar");
        jar.toFile().deleteOnExit();
        return jar;
    }
}
