package com.example.chat;

import com.example.chat.MemberList.Member;
import dev.wsload.race.ClientList;
import dev.wsload.race.jqwik.ClientListContract;
import java.util.Collection;

class MemberListTest extends ClientListContract<Member> {
    @Override
    protected ClientList<Member> newList() {
        MemberList members = new MemberList();
        return new ClientList<>() {
            @Override
            public Member add(int number) {
                return members.join();
            }

            @Override
            public void deactivate(Member member) {
                members.leave(member);
            }

            @Override
            public void removeInactive() {
                members.sweep();
            }

            @Override
            public Collection<Member> snapshot() {
                return members.all();
            }
        };
    }
}
