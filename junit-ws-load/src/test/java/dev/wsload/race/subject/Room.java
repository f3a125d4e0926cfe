package dev.wsload.race.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A chat room, and how its list of members is kept: right, or wrong as servers have it. */
abstract class Room {
    abstract void join(Peer peer);

    abstract void leave(Peer peer);

    abstract List<Peer> members();

    void broadcast(String text) {
        for (Peer peer : members()) {
            peer.send(text);
        }
    }

    /** How one message to a member is kept from the next. */
    enum Turn {
        LOCKED,
        AWAITED,
        NONE,
        NONE_ASYNC
    }

    Turn turn() {
        return Turn.LOCKED;
    }

    /** What a room is made with. */
    enum Kind {
        /** Correct: one lock around every access. */
        C(false) {
            @Override
            Room room() {
                return new Guarded();
            }
        },
        /** The "fix" of F13: a lock inside the loop, and none around it. */
        B(true) {
            @Override
            Room room() {
                return new LockInsideTheLoop();
            }
        },
        /** A walk without the lock that changes take. */
        B2(true) {
            @Override
            Room room() {
                return new UnlockedWalk();
            }
        },
        /** Two writers of one buffer, without a lock. */
        D(true) {
            @Override
            Room room() {
                return new Buffered(false);
            }
        },
        /** The same with a lock for each connection. */
        E(false) {
            @Override
            Room room() {
                return new Buffered(true);
            }
        },
        /** No race, and no lock around sends either: two of them may overlap on one connection. */
        D2(true) {
            @Override
            Room room() {
                return new Guarded() {
                    @Override
                    Turn turn() {
                        return Turn.NONE;
                    }
                };
            }

            @Override
            boolean isRacyOn(Rooms.Container container) {
                return container != Rooms.Container.UNDERTOW;
            }
        },
        /** The same, sent without waiting for it. */
        D2A(true) {
            @Override
            Room room() {
                return new Guarded() {
                    @Override
                    Turn turn() {
                        return Turn.NONE_ASYNC;
                    }
                };
            }

            @Override
            boolean isRacyOn(Rooms.Container container) {
                return container != Rooms.Container.UNDERTOW;
            }
        },
        /** Correct: whoever sends waits until the container has said that the message before is sent, in whatever thread it does. */
        D2OK(false) {
            @Override
            Room room() {
                return new Guarded() {
                    @Override
                    Turn turn() {
                        return Turn.AWAITED;
                    }
                };
            }
        },
        /** A plain flag that one thread sets and others read. */
        F(true) {
            @Override
            Room room() {
                return new PlainFlag();
            }
        },
        /** The same, volatile. */
        FOK(false) {
            @Override
            Room room() {
                return new VolatileFlag();
            }
        },
        /** A HashMap without a lock. */
        G(true) {
            @Override
            Room room() {
                return new Mapped(new HashMap<>());
            }
        },
        /** A ConcurrentHashMap. */
        GOK(false) {
            @Override
            Room room() {
                return new Mapped(new ConcurrentHashMap<>());
            }
        };

        private final boolean isRacy;

        Kind(boolean isRacy) {
            this.isRacy = isRacy;
        }

        /** Undertow's own kind of handler may send from any thread: it queues whole messages. */
        boolean isRacyOn(Rooms.Container container) {
            return isRacy;
        }

        abstract Room room();
    }

    private static class Guarded extends Room {
        private final List<Peer> peers = new ArrayList<>();

        @Override
        synchronized void join(Peer peer) {
            peers.add(peer);
        }

        @Override
        synchronized void leave(Peer peer) {
            peers.remove(peer);
        }

        @Override
        synchronized List<Peer> members() {
            return new ArrayList<>(peers);
        }
    }

    private static final class LockInsideTheLoop extends Room {
        private final Object lock = new Object();
        private final List<Peer> peers = new ArrayList<>();

        @Override
        void join(Peer peer) {
            synchronized (lock) {
                peers.add(peer);
            }
        }

        @Override
        void leave(Peer gone) {
            for (int i = 0; i < peers.size(); i++) {
                synchronized (lock) {
                    if (i < peers.size() && peers.get(i) == gone) {
                        peers.remove(i);
                    }
                }
            }
        }

        @Override
        List<Peer> members() {
            synchronized (lock) {
                return List.copyOf(peers);
            }
        }
    }

    private static final class UnlockedWalk extends Room {
        private final List<Peer> peers = new ArrayList<>();

        @Override
        synchronized void join(Peer peer) {
            peers.add(peer);
        }

        @Override
        synchronized void leave(Peer peer) {
            peers.remove(peer);
        }

        @Override
        List<Peer> members() {
            List<Peer> walked = new ArrayList<>();
            for (int i = 0; i < peers.size(); i++) {
                Peer peer = i < peers.size() ? peers.get(i) : null;
                if (peer != null) {
                    walked.add(peer);
                }
            }
            return walked;
        }
    }

    private static final class Buffered extends Room {
        private final Map<Peer, Outbox> outboxes = new ConcurrentHashMap<>();
        private final boolean isLocked;

        Buffered(boolean isLocked) {
            this.isLocked = isLocked;
        }

        @Override
        void join(Peer peer) {
            outboxes.put(peer, new Outbox(peer));
        }

        @Override
        void leave(Peer peer) {
            outboxes.remove(peer);
        }

        @Override
        List<Peer> members() {
            return List.copyOf(outboxes.keySet());
        }

        @Override
        void broadcast(String text) {
            for (Outbox outbox : outboxes.values()) {
                if (isLocked) {
                    synchronized (outbox) {
                        outbox.send(text);
                    }
                } else {
                    outbox.send(text);
                }
            }
        }
    }

    /** Puts a text together in a buffer, and sends that. */
    private static final class Outbox {
        private final Peer peer;
        private final char[] buffer = new char[1_024];
        private int length;

        Outbox(Peer peer) {
            this.peer = peer;
        }

        void send(String text) {
            length = 0;
            for (int i = 0; i < text.length() && length < buffer.length; i++) {
                buffer[length++] = text.charAt(i);
            }
            peer.send(new String(buffer, 0, Math.min(length, buffer.length)));
        }
    }

    private static final class PlainFlag extends Room {
        private final Map<Peer, Member> members = new ConcurrentHashMap<>();

        private static final class Member {
            private boolean hasLeft;
        }

        @Override
        void join(Peer peer) {
            members.put(peer, new Member());
        }

        @Override
        void leave(Peer peer) {
            Member member = members.get(peer);
            if (member != null) {
                member.hasLeft = true;
            }
        }

        @Override
        List<Peer> members() {
            List<Peer> present = new ArrayList<>();
            members.forEach((peer, member) -> {
                if (!member.hasLeft) {
                    present.add(peer);
                }
            });
            return present;
        }
    }

    private static final class VolatileFlag extends Room {
        private final Map<Peer, Member> members = new ConcurrentHashMap<>();

        private static final class Member {
            private volatile boolean hasLeft;
        }

        @Override
        void join(Peer peer) {
            members.put(peer, new Member());
        }

        @Override
        void leave(Peer peer) {
            Member member = members.get(peer);
            if (member != null) {
                member.hasLeft = true;
            }
        }

        @Override
        List<Peer> members() {
            List<Peer> present = new ArrayList<>();
            members.forEach((peer, member) -> {
                if (!member.hasLeft) {
                    present.add(peer);
                }
            });
            return present;
        }
    }

    private static final class Mapped extends Room {
        private final Map<Peer, Integer> joined;

        Mapped(Map<Peer, Integer> joined) {
            this.joined = joined;
        }

        @Override
        void join(Peer peer) {
            joined.put(peer, joined.size());
        }

        @Override
        void leave(Peer peer) {
            joined.remove(peer);
        }

        @Override
        List<Peer> members() {
            return new ArrayList<>(joined.keySet());
        }
    }
}
