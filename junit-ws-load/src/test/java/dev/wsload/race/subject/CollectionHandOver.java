package dev.wsload.race.subject;

import static dev.wsload.race.subject.Parcel.filled;
import static dev.wsload.race.subject.Threads.atOnce;
import static dev.wsload.race.subject.Threads.awaited;
import static dev.wsload.race.subject.Threads.inTurns;
import static dev.wsload.race.subject.Threads.started;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** By collections that are safe, and what threads may do at a time to one that is not. */
enum CollectionHandOver implements Round {
    CONCURRENT_MAP {
        @Override
        public void round() throws Exception {
            overMap(new ConcurrentHashMap<>());
        }
    },
    CONCURRENT_SORTED_MAP {
        @Override
        public void round() throws Exception {
            overMap(new ConcurrentSkipListMap<>());
        }
    },
    CONCURRENT_SORTED_WALK {
        @Override
        public void round() throws Exception {
            ConcurrentSkipListMap<Integer, Parcel> map = new ConcurrentSkipListMap<>();
            Thread other = started(() -> {
                for (int i = 0; i < 20; i++) {
                    map.put(i, filled());
                }
            });
            int seen = 0;
            while (seen < 20) {
                seen = 0;
                for (Parcel parcel : map.values()) {
                    parcel.look();
                    seen++;
                }
                map.tailMap(5).values().forEach(Parcel::look);
            }
            other.join();
        }
    },
    COPY_ON_WRITE_LIST {
        @Override
        public void round() throws Exception {
            List<Parcel> list = new CopyOnWriteArrayList<>();
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : list.get(0)).change();
        }
    },
    SYNCHRONIZED_LIST {
        @Override
        public void round() throws Exception {
            List<Parcel> list = Collections.synchronizedList(new ArrayList<>());
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : list.get(0)).change();
        }
    },
    ELEMENTS_OF_A_LIST {
        @Override
        public void round() throws Exception {
            List<Integer> list = new ArrayList<>(Collections.nCopies(4, 0));
            atOnce(() -> countIn(list, 0), () -> countIn(list, 1));
            if (!list.equals(List.of(20, 20, 0, 0))) {
                throw new IllegalStateException(list.toString());
            }
        }

        private void countIn(List<Integer> list, int index) {
            for (int i = 0; i < 20; i++) {
                list.set(index, list.get(index) + list.get(list.size() - 1) + 1);
            }
        }
    },
    PARTS_OF_A_LIST {
        @Override
        public void round() throws Exception {
            List<Integer> list = new ArrayList<>(Collections.nCopies(8, 1));
            atOnce(() -> doubleIn(list, 0), () -> doubleIn(list, 4));
            if (!list.equals(Collections.nCopies(8, 2))) {
                throw new IllegalStateException(list.toString());
            }
        }

        private void doubleIn(List<Integer> list, int from) {
            List<Integer> part = list.subList(from, from + 4);
            for (int i = 0; i < part.size(); i++) {
                part.set(i, 2 * part.get(i));
            }
        }
    },
    ORDER_OF_INSERTION {
        @Override
        public void round() throws Exception {
            Map<String, String> map = new LinkedHashMap<>(4, 0.75f, false);
            map.put("a", "b");
            inTurns(() -> map.getOrDefault(map.get("a"), "c"));
        }
    },
    GUARDED_BY_HELPER {
        @Override
        public void round() throws Exception {
            List<String> list = new ArrayList<>();
            inTurns(() -> addTo(list));
        }

        private static void addTo(List<String> list) {
            synchronized (list) {
                list.add("a");
            }
        }
    },
    SYNCHRONIZED_WALKS {
        @Override
        public void round() throws Exception {
            Set<String> set = Collections.synchronizedSet(new HashSet<>(Set.of("a", "b")));
            Map<String, String> map = Collections.synchronizedMap(new HashMap<>(Map.of("a", "b")));
            inTurns(() -> {
                set.add("c");
                map.put("c", "d");
                synchronized (set) {
                    set.iterator().next();
                }
                synchronized (map) {
                    map.keySet().iterator().next();
                }
                set.remove("c");
                map.values().remove("d");
            });
        }
    },
    UNMODIFIABLE_SYNCHRONIZED_WALKS {
        @Override
        public void round() throws Exception {
            Set<String> set = Collections.synchronizedSet(new HashSet<>(Set.of("a", "b")));
            Set<String> view = Collections.unmodifiableSet(set);
            inTurns(() -> {
                set.addAll(List.of("c", "d"));
                synchronized (set) {
                    view.iterator().next();
                }
                set.retainAll(List.of("a", "b"));
                if (view.isEmpty() || !view.contains("a")) {
                    throw new IllegalStateException(view.toString());
                }
            });
        }
    },
    SAFE_SUBCLASS {
        @Override
        public void round() throws Exception {
            List<Parcel> list = new SafeList();
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : new ArrayList<>(list).get(0)).change();
            for (Parcel one : list) {
                one.check(2);
            }
        }
    },
    VECTOR {
        @Override
        public void round() throws Exception {
            Vector<Parcel> list = new Vector<>();
            started(() -> list.add(filled()));
            awaited(() -> list.isEmpty() ? null : list.get(0)).change();
        }
    },
    HASHTABLE {
        @Override
        public void round() throws Exception {
            overMap(new Hashtable<>());
        }
    };

    private static void overMap(Map<String, Parcel> map) throws Exception {
        started(() -> map.put("parcel", filled()));
        awaited(() -> map.get("parcel")).change();
    }

    /** What is used of it takes its lock. */
    private static final class SafeList extends ArrayList<Parcel> {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized boolean add(Parcel parcel) {
            return super.add(parcel);
        }

        @Override
        public synchronized boolean isEmpty() {
            return super.isEmpty();
        }

        @Override
        public synchronized Object[] toArray() {
            return super.toArray();
        }

        @Override
        public synchronized Iterator<Parcel> iterator() {
            return List.of(toArray(new Parcel[0])).iterator();
        }
    }
}
