package dev.wsload.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.endpoint.Endpoint.HostedClasses;
import dev.wsload.endpoint.Endpoint.HostedHandler;
import io.undertow.Version;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The hosting room on a class path without undertow-servlet, undertow-websockets-jsr and what they bring. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionalLibrariesTests {
    private URLClassLoader without;

    @BeforeAll
    void open() {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(undertow-servlet|undertow-websockets-jsr|jakarta\\.).*\\.jar"))
                .map(OptionalLibrariesTests::url)
                .toArray(URL[]::new);
        without = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    @AfterAll
    void close() throws IOException {
        without.close();
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHandlerIsHostedWithoutThem() throws Exception {
        Object path = in(HandlerHosting.class);

        assertThat(path).isEqualTo("/echo");
    }

    @Test
    void aJakartaEndpointNamesTheirCoordinates() {
        String version = Version.getVersionString();

        assertThatThrownBy(() -> in(JakartaHosting.class))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("hosting the Jakarta endpoint " + JakartaHosting.class.getName()
                        + " needs io.undertow:undertow-servlet:" + version
                        + " and io.undertow:undertow-websockets-jsr:" + version
                        + " on the class path: add both, with test scope");
    }

    private Object in(Class<?> scenario) throws Exception {
        return without.loadClass(scenario.getName()).getDeclaredMethod("call").invoke(null);
    }

    /** Hosts a handler, and returns the path that it has then. */
    public static final class HandlerHosting {
        private HandlerHosting() {}

        public static String call() {
            try (var running = UndertowHost.start(new HostedHandler("/echo", Hosted.ECHO), 1)) {
                return running.uri().getPath();
            }
        }
    }

    /** Tries to host a Jakarta endpoint. */
    public static final class JakartaHosting {
        private JakartaHosting() {}

        public static String call() {
            return UndertowHost.start(new HostedClasses(List.of(JakartaHosting.class)), 1)
                    .toString();
        }
    }
}
