package dev.wsload.race;

/**
 * A call that was made, and what it has shown of whom.
 *
 * @param step what was called
 * @param clients a bit for each client in its answer
 * @param size the number in its answer
 * @param wrong what is wrong with it whatever the list is like, such as an exception; null if nothing
 * @param begun when it was made, in nanoseconds of the JVM's clock
 * @param ended when it returned
 */
record Call(Step step, int clients, int size, String wrong, long begun, long ended) {
    /** Returns it as Java, with what it returned behind. */
    @Override
    public String toString() {
        return step.operation().isLook() || wrong != null
                ? String.format("%-28s// %s", step, answer())
                : step.toString();
    }

    /** Says what it did, and what it should have done. */
    String inWords(State expected) {
        return wrong != null ? wrong : "returns " + answer() + ", must return " + expected.expected(step.operation());
    }

    private String answer() {
        if (wrong != null) {
            return wrong;
        }
        return step.operation() == Operation.SIZE ? String.valueOf(size) : Answer.inWords(clients);
    }
}
