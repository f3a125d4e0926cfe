package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
    },
    SUBCLASS {
        @Override
        public void round() throws Exception {
            Names names = new Names();
            List<String> list = names;
            atOnce(() -> names.add("a"), () -> list.contains("a"));
        }
    },
    SUPERCLASS {
        @Override
        public void round() throws Exception {
            List<String> list = new LongNames();
            atOnce(() -> list.add("long"), () -> list.add("longer"));
        }
    },
    ORDER_OF_ACCESS {
        @Override
        public void round() throws Exception {
            Map<String, String> map = new LinkedHashMap<>(4, 0.75f, true);
            map.put("a", "b");
            atOnce(() -> map.get("a"), () -> map.get("a"));
        }
    },
    CACHE {
        @Override
        public void round() throws Exception {
            Map<String, String> map = new LinkedHashMap<>(4, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > 10;
                }
            };
            map.put("a", "b");
            atOnce(() -> map.get("a"), () -> map.get("a"));
        }
    },
    UNMODIFIABLE_VIEW {
        @Override
        public void round() throws Exception {
            List<String> list = prefilled();
            List<String> view = Collections.unmodifiableList(list);
            atOnce(() -> list.add("a"), () -> view.contains("a"));
        }
    },
    SYNCHRONIZED_LIST_WALK {
        @Override
        public void round() throws Exception {
            List<String> list = Collections.synchronizedList(prefilled());
            atOnce(() -> list.add("a"), () -> list.iterator().next());
        }
    },
    SYNCHRONIZED_SET_WALK {
        @Override
        public void round() throws Exception {
            Set<String> set = Collections.synchronizedSet(new HashSet<>(Set.of("a")));
            atOnce(() -> set.add("b"), () -> set.iterator().next());
        }
    },
    SYNCHRONIZED_MAP_WALK {
        @Override
        public void round() throws Exception {
            Map<String, String> map = Collections.synchronizedMap(new HashMap<>(Map.of("a", "b")));
            Set<String> keys = map.keySet();
            atOnce(() -> map.put("c", "d"), () -> keys.iterator().next());
        }
    },
    SYNCHRONIZED_SET_SWEEP {
        @Override
        public void round() throws Exception {
            Set<String> set = Collections.synchronizedSet(new HashSet<>(Set.of("a", "b")));
            List<String> gone = List.of("b");
            atOnce(() -> set.removeAll(gone), () -> set.iterator().next());
        }
    },
    UNMODIFIABLE_SYNCHRONIZED_WALK {
        @Override
        public void round() throws Exception {
            Set<String> set = Collections.synchronizedSet(new HashSet<>(Set.of("a")));
            Set<String> view = Collections.unmodifiableSet(set);
            atOnce(() -> set.add("b"), () -> view.iterator().next());
        }
    },
    WALK_OF_EVERYBODY {
        @Override
        public void round() throws Exception {
            atOnce(Everybody::join, Everybody::first);
        }
    };

    /** The wrapper around the view is made once. */
    private static final class Everybody {
        private static final Map<String, String> MEMBERS = Collections.synchronizedMap(new HashMap<>(Map.of("a", "b")));
        private static final Collection<String> NAMES = MEMBERS.values();

        private Everybody() {}

        static void join() {
            MEMBERS.put("c", "d");
        }

        static void first() {
            NAMES.iterator().next();
        }
    }

    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }

    private static final class LongNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean add(String name) {
            return name.length() > 3 && super.add(name);
        }
    }

    private static List<String> prefilled() {
        return new ArrayList<>(List.of("1", "2", "3"));
    }
}
