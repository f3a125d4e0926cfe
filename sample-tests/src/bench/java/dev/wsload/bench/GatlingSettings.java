package dev.wsload.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

/** What keeps Gatling running as shipped, but off the Internet, which would lengthen its launch. */
final class GatlingSettings {
    private static final String PREFERENCES = "java.util.prefs.userRoot";

    private GatlingSettings() {}

    static List<String> flags(Path preferences) {
        return List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dgatling.data.enableAnalytics=false",
                "-D" + PREFERENCES + "=" + preferences);
    }

    /** Writes the preferences in which Gatling keeps when it last looked for a newer version: just now. */
    static void skipVersionCheck(Path preferences) throws BackingStoreException {
        System.setProperty(PREFERENCES, preferences.toString());
        Preferences latest = Preferences.userRoot().node("/io/gatling/latestVersion");
        latest.putLong("lastCheckTimestamp", System.currentTimeMillis());
        latest.putBoolean("lastCheckSuccess", false);
        latest.flush();
    }
}
