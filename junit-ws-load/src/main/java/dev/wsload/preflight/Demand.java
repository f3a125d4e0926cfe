package dev.wsload.preflight;

/**
 * What a plan needs of the machine that it runs on. Immutable.
 *
 * @param clients how many clients connect to one address, at least 1, at most 2^30
 * @param hosted whether their server runs in this process
 * @param sourceAddresses how many local addresses the clients rotate over, at least 1; 1 = the kernel chooses
 * @param atOnce how many may connect at the same time
 * @since 0.1
 */
public record Demand(int clients, boolean hosted, int sourceAddresses, int atOnce) {
    /** Returns how many file descriptors it takes: one a client, and one more for the server's end of it if that is hosted here. */
    public int descriptors() {
        return Math.multiplyExact(clients, perClient());
    }

    int perClient() {
        return hosted ? 2 : 1;
    }

    /** Returns its subject, as a sentence begins. */
    String subject() {
        return Sentence.of("%,d clients%s", clients, hosted ? " and their hosted server" : "");
    }
}
