package dev.wsload.machine;

import java.util.Locale;

/**
 * The operating system, as far as its commands differ.
 *
 * @since 0.1
 */
public enum Os {
    /** Linux, in a container or not. */
    LINUX,
    /** macOS. */
    MACOS,
    /** Any other. */
    OTHER;

    /** Returns that of this machine. */
    public static Os ofThisMachine() {
        return named(System.getProperty("os.name", ""));
    }

    static Os named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return LINUX;
        }
        return lower.startsWith("mac") ? MACOS : OTHER;
    }
}
