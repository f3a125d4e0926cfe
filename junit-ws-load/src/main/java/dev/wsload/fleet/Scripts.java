package dev.wsload.fleet;

import dev.wsload.client.WsClient;
import dev.wsload.client.WsScript;
import dev.wsload.result.FleetError.Origin;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Plays a script for many clients at once, each on a thread of its own: virtual where the JDK has them. */
final class Scripts {
    private static final int MOST_PLATFORM_THREADS = 4_096;

    private final ErrorLog errors;

    Scripts(ErrorLog errors) {
        this.errors = errors;
    }

    /** Plays the script for all these clients and waits for the last. */
    void play(WsScript script, List<WsClient> clients) {
        ExecutorService threads = threads(clients.size());
        try {
            clients.forEach(client -> threads.execute(() -> play(script, client)));
            threads.shutdown();
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while scripts ran", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void play(WsScript script, WsClient client) {
        try {
            script.play(client);
        } catch (Throwable e) {
            errors.add(Origin.SCRIPT, client.index(), e);
        }
    }

    private static ExecutorService threads(int clients) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return platformThreads(clients);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JDK has virtual threads but cannot start them", e);
        }
    }

    private static ExecutorService platformThreads(int clients) {
        if (clients > MOST_PLATFORM_THREADS) {
            throw new IllegalStateException(
                    "a script for " + clients + " clients needs as many threads, and before JDK 21"
                            + " these are platform threads, at most " + MOST_PLATFORM_THREADS
                            + " here: run on JDK 21 or later, or use a workload, which needs none");
        }
        return Executors.newFixedThreadPool(clients, task -> {
            Thread thread = new Thread(null, task, "wsload-script", 256 * 1024);
            thread.setDaemon(true);
            return thread;
        });
    }
}
