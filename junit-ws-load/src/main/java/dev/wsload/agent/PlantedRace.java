package dev.wsload.agent;

/**
 * A race that is there on purpose: a watch that does not find it sees nothing, and must not say that all is well. Nothing but chance
 * orders what two threads do to one field.
 */
final class PlantedRace {
    static final String INTERNAL_NAME = "dev/wsload/agent/PlantedRace";
    static final String FIELD = "dev.wsload.agent.PlantedRace.planted";

    private int planted;

    static void happen() {
        PlantedRace race = new PlantedRace();
        Thread first = new Thread(race::write, "wsload planted race 1");
        Thread second = new Thread(race::write, "wsload planted race 2");
        first.start();
        second.start();
        await(first);
        await(second);
    }

    /** Whoever has interrupted the test's thread means the test. */
    private static void await(Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        planted++;
    }
}
