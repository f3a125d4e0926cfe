package dev.wsload.race;

/**
 * What a list of clients should be like: two sets of their numbers, a bit each.
 *
 * @param listed who is on it
 * @param marked who of them has gone
 */
record State(int listed, int marked) {
    static final State EMPTY = new State(0, 0);

    /** Every client. */
    static final int ALL = -1;

    /** Returns what comes of a call. */
    State after(Step step) {
        int one = 1 << step.client();
        return switch (step.operation()) {
            case ADD -> new State(listed | one, marked);
            case DEACTIVATE -> new State(listed, marked | listed & one);
            case REMOVE -> new State(listed & ~one, marked & ~one);
            case REMOVE_INACTIVE -> new State(listed & ~marked, 0);
            case SNAPSHOT, BROADCAST, SIZE -> this;
        };
    }

    /**
     * Says whether a call may have answered so, as far as these clients go.
     *
     * @param clients a bit for each that is looked at; a size is judged only if all are
     */
    boolean allows(Call call, int clients) {
        int seen = call.clients() & clients;
        int all = listed & clients;
        int active = all & ~marked;
        return switch (call.step().operation()) {
            case SNAPSHOT -> seen == all;
            case BROADCAST -> (seen & ~all) == 0 && (active & ~seen) == 0;
            case SIZE -> clients != ALL || call.size() == Integer.bitCount(listed);
            default -> true;
        };
    }

    /** Returns in words what that call must answer. */
    String expected(Operation operation) {
        return switch (operation) {
            case SNAPSHOT -> Answer.inWords(listed);
            case BROADCAST ->
                Answer.inWords(listed & ~marked)
                        + (marked == 0 ? "" : ", and perhaps some of " + Answer.inWords(marked));
            default -> String.valueOf(Integer.bitCount(listed));
        };
    }
}
