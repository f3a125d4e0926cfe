package dev.wsload.race.jqwik;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Lists of clients as servers have them, right and wrong ones. */
final class Lists {
    private Lists() {}

    /** A client. */
    static final class Member {
        private final int number;
        private volatile boolean isActive = true;

        Member(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return "member " + number;
        }
    }

    /** The field guide's F12: the lock is held, and the walk by index keeps the length that the list had. */
    static final class StaleIndex implements Walked<Member> {
        private final List<Member> members = new ArrayList<>();

        @Override
        public synchronized Member add(int number) {
            Member member = new Member(number);
            members.add(member);
            return member;
        }

        @Override
        public synchronized void deactivate(Member member) {
            member.isActive = false;
        }

        @Override
        public synchronized void removeInactive() {
            int length = members.size();
            for (int i = 0; i < length; i++) {
                if (!members.get(i).isActive) {
                    members.remove(i);
                }
            }
        }

        @Override
        public synchronized Collection<Member> snapshot() {
            return List.copyOf(members);
        }
    }

    /** F13, the wrong remedy for it: a lock inside the loop. */
    static final class LockInsideTheLoop implements Walked<Member> {
        private final List<Member> members = new ArrayList<>();

        @Override
        public Member add(int number) {
            Member member = new Member(number);
            synchronized (this) {
                members.add(member);
            }
            return member;
        }

        @Override
        public void deactivate(Member member) {
            member.isActive = false;
        }

        @Override
        public void removeInactive() {
            for (int i = 0; i < members.size(); i++) {
                synchronized (this) {
                    if (i < members.size() && !members.get(i).isActive) {
                        members.remove(i);
                    }
                }
            }
        }

        @Override
        public synchronized Collection<Member> snapshot() {
            return List.copyOf(members);
        }
    }

    /** Right in one thread; changed under a lock, and walked without it. */
    static final class UnlockedWalk implements Walked<Member> {
        private final List<Member> members = new ArrayList<>();

        @Override
        public Member add(int number) {
            Member member = new Member(number);
            synchronized (this) {
                members.add(member);
            }
            return member;
        }

        @Override
        public void deactivate(Member member) {
            member.isActive = false;
        }

        @Override
        public synchronized void removeInactive() {
            members.removeIf(member -> !member.isActive);
        }

        @Override
        public Collection<Member> snapshot() {
            List<Member> seen = new ArrayList<>();
            each(seen::add);
            return seen;
        }

        @Override
        public void each(Consumer<Member> action) {
            for (Member member : members) {
                action.accept(member);
            }
        }

        @Override
        public synchronized int length() {
            return members.size();
        }
    }

    /** A map without a lock. */
    static final class PlainMap implements Walked<Integer> {
        private final Map<Integer, Integer> members = new HashMap<>();

        @Override
        public Integer add(int number) {
            members.put(number, number);
            return number;
        }

        @Override
        public void remove(Integer number) {
            members.remove(number);
        }

        @Override
        public Collection<Integer> snapshot() {
            return new ArrayList<>(members.values());
        }

        @Override
        public void each(Consumer<Integer> action) {
            for (Integer member : members.values()) {
                action.accept(member);
            }
        }

        @Override
        public int length() {
            return members.size();
        }

        @Override
        public int size() {
            return members.size();
        }
    }

    /** One lock around each whole call, and nothing is removed while it is walked. */
    static final class Right implements Walked<Member> {
        private List<Member> members = new ArrayList<>();

        @Override
        public synchronized Member add(int number) {
            Member member = new Member(number);
            members.add(member);
            return member;
        }

        @Override
        public synchronized void deactivate(Member member) {
            member.isActive = false;
        }

        @Override
        public synchronized void removeInactive() {
            members.removeIf(member -> !member.isActive);
        }

        @Override
        public synchronized void remove(Member member) {
            members.remove(member);
        }

        @Override
        public synchronized Collection<Member> snapshot() {
            return List.copyOf(members);
        }

        @Override
        public synchronized Collection<Member> broadcast() {
            return members.stream().filter(member -> member.isActive).toList();
        }

        @Override
        public synchronized int size() {
            return members.size();
        }
    }

    /** A collection of the JDK's, used as it is. */
    static final class Plain implements Walked<Member> {
        private final Collection<Member> members;

        private Plain(Collection<Member> members) {
            this.members = members;
        }

        static Plain arrayList() {
            return new Plain(new ArrayList<>());
        }

        static Plain synchronizedList() {
            return new Plain(Collections.synchronizedList(new ArrayList<>()));
        }

        static Plain copyOnWrite() {
            return new Plain(new CopyOnWriteArrayList<>());
        }

        static Plain concurrentSet() {
            Set<Member> set = ConcurrentHashMap.newKeySet();
            return new Plain(set);
        }

        @Override
        public Member add(int number) {
            Member member = new Member(number);
            members.add(member);
            return member;
        }

        @Override
        public void deactivate(Member member) {
            member.isActive = false;
        }

        @Override
        public void removeInactive() {
            members.removeIf(member -> !member.isActive);
        }

        @Override
        public void remove(Member member) {
            members.remove(member);
        }

        @Override
        public Collection<Member> snapshot() {
            List<Member> seen = new ArrayList<>();
            each(seen::add);
            return seen;
        }

        @Override
        public void each(Consumer<Member> action) {
            for (Member member : members) {
                action.accept(member);
            }
        }

        @Override
        public int length() {
            return members.size();
        }

        @Override
        public int size() {
            return members.size();
        }
    }
}
