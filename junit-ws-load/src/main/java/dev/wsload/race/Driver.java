package dev.wsload.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes calls on one list, and reads what they have returned. Threads may call, each its own clients; one reads, after them. */
final class Driver<M> {
    private final ClientList<M> list;
    private final Set<Operation> offered = EnumSet.noneOf(Operation.class);
    private final List<M> clients;

    Driver(ClientList<M> list) {
        this.list = list;
        clients = new ArrayList<>();
        for (int number = 0; number < Script.MOST_CLIENTS; number++) {
            clients.add(null);
        }
        Arrays.stream(Operation.values())
                .filter(operation -> operation.isOfferedBy(list))
                .forEach(offered::add);
        if (offered.stream().noneMatch(Operation::isLook)) {
            throw new IllegalStateException(list.getClass().getName()
                    + " shows nothing of itself: implement snapshot(), broadcast() or size() of ClientList");
        }
    }

    /** Refuses a list that shows a client before one was added; what fails is told when it is played. */
    void requireEmpty() {
        for (Step look : looks()) {
            Answer answer = call(look);
            int shown = answer.seen().size() + answer.size();
            if (shown != 0) {
                throw new IllegalStateException("newList() gives a list whose "
                        + look.operation().method() + "() shows " + shown
                        + " already, must give an empty one: make a new registry each time, not one that is shared, such as by a"
                        + " static field");
            }
        }
    }

    /** Returns those of these calls that the list has. */
    List<Step> offered(List<Step> steps) {
        return steps.stream().filter(step -> offered.contains(step.operation())).toList();
    }

    /** Returns the calls that show all that can be seen. */
    List<Step> looks() {
        return offered.stream()
                .filter(Operation::isLook)
                .map(operation -> new Step(operation, 0))
                .toList();
    }

    Answer call(Step step) {
        try {
            return switch (step.operation()) {
                case ADD -> {
                    clients.set(step.client(), list.add(step.client()));
                    yield Answer.NOTHING;
                }
                case DEACTIVATE -> {
                    list.deactivate(clients.get(step.client()));
                    yield Answer.NOTHING;
                }
                case REMOVE -> {
                    list.remove(clients.get(step.client()));
                    yield Answer.NOTHING;
                }
                case REMOVE_INACTIVE -> {
                    list.removeInactive();
                    yield Answer.NOTHING;
                }
                case SNAPSHOT -> Answer.of(new ArrayList<>(list.snapshot()));
                case BROADCAST -> Answer.of(new ArrayList<>(list.broadcast()));
                case SIZE -> Answer.of(list.size());
            };
        } catch (RuntimeException | Error thrown) {
            return Answer.failed(thrown);
        }
    }

    /** Reads an answer, once all clients that may be in it have been added. */
    Call read(Step step, Answer answer, long begun, long ended) {
        int seen = 0;
        String wrong = answer.failure() == null ? null : "throws " + answer.failure();
        for (Object one : answer.seen()) {
            int number = number(one);
            if (number < 0) {
                wrong = "has " + one + ", which nobody has added";
            } else if ((seen >>> number & 1) == 1) {
                wrong = "has c" + number + " twice";
            } else {
                seen |= 1 << number;
            }
        }
        return new Call(step, seen, answer.size(), wrong, begun, ended);
    }

    private int number(Object one) {
        for (int number = 0; number < clients.size(); number++) {
            M known = clients.get(number);
            if (known != null && (known == one || known.equals(one))) {
                return number;
            }
        }
        return -1;
    }
}
