package dev.wsload.race.subject;

import static dev.wsload.race.subject.Threads.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Races for collections. */
enum CollectionRace implements Round {
    ADD_ALL {
        @Override
        public void round() throws Exception {
            List<String> list = new ArrayList<>();
            atOnce(() -> Collections.addAll(list, "a"), () -> Collections.addAll(list, "b"));
        }
    }
}
