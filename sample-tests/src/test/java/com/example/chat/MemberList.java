package com.example.chat;

import java.util.ArrayList;
import java.util.List;

/** Who is in a room, as its server keeps them: those who have gone are swept out now and then. */
final class MemberList {
    private final List<Member> members = new ArrayList<>();

    /** Somebody in the room. */
    static final class Member {
        private boolean hasGone;
    }

    synchronized Member join() {
        Member member = new Member();
        members.add(member);
        return member;
    }

    synchronized void leave(Member member) {
        member.hasGone = true;
    }

    synchronized void sweep() {
        members.removeIf(member -> member.hasGone);
    }

    synchronized List<Member> all() {
        return List.copyOf(members);
    }
}
