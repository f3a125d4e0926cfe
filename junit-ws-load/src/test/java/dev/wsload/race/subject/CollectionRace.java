package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;

/** Races for collections. */
enum CollectionRace implements Round {
    ADD_ALL {
        @Override
        public void round() throws Exception {
            List<String> list = new ArrayList<>();
            atOnce(() -> Collections.addAll(list, "a"), () -> Collections.addAll(list, "b"));
        }
    },
    SET_AND_SET {
        @Override
        public void round() throws Exception {
            List<String> list = prefilled();
            atOnce(() -> list.set(1, "a"), () -> list.set(1, "b"));
        }
    },
    SET_AND_GET {
        @Override
        public void round() throws Exception {
            List<String> list = prefilled();
            atOnce(() -> list.set(1, "a"), () -> list.get(1));
        }
    },
    SET_AND_ADD {
        @Override
        public void round() throws Exception {
            List<String> list = prefilled();
            atOnce(() -> list.set(1, "a"), () -> list.add("b"));
        }
    },
    SET_AND_WALK {
        @Override
        public void round() throws Exception {
            List<String> list = prefilled();
            atOnce(() -> list.set(1, "a"), () -> {
                for (String one : list) {
                    Objects.requireNonNull(one);
                }
            });
        }
    },
    SET_BY_ITERATOR {
        @Override
        public void round() throws Exception {
            List<String> list = prefilled();
            atOnce(() -> setLast(list), () -> list.contains("c"));
        }

        private void setLast(List<String> list) {
            ListIterator<String> iterator = list.listIterator(list.size());
            iterator.previous();
            iterator.set("a");
        }
    };

    private static List<String> prefilled() {
        return new ArrayList<>(List.of("1", "2", "3"));
    }
}
