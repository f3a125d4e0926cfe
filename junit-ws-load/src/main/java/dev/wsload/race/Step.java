package dev.wsload.race;

/**
 * One call.
 *
 * @param client whom it concerns, by number; of no meaning where it concerns all
 */
record Step(Operation operation, int client) {
    /** Returns it as Java: {@code list.remove(c1);}. */
    @Override
    public String toString() {
        return switch (operation) {
            case ADD -> "var c" + client + " = list.add(" + client + ");";
            case DEACTIVATE, REMOVE -> "list." + operation.method() + "(c" + client + ");";
            default -> "list." + operation.method() + "();";
        };
    }
}
