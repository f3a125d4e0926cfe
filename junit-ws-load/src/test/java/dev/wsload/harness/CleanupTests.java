package dev.wsload.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTests {
    private final List<String> closed = new ArrayList<>();
    private final Cleanup cleanup = new Cleanup();

    @Test
    void theLastOpenedIsClosedFirstAndOnce() {
        cleanup.add(() -> closed.add("first"));
        cleanup.add(() -> closed.add("second"));

        cleanup.close();
        cleanup.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersOpen() {
        cleanup.add(() -> closed.add("first"));
        cleanup.add(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(cleanup::close)
                .hasMessage("the fleet could not be closed in order")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessage("stuck"));
        assertThat(closed).containsExactly("first");
    }

    @Test
    void anErrorDoesNotKeepTheOthersOpenAndIsThrownWithTheOtherFailures() {
        Error broken = new NoClassDefFoundError("broken");
        Exception stuck = new IllegalStateException("stuck");
        cleanup.add(() -> closed.add("first"));
        cleanup.add(() -> {
            throw broken;
        });
        cleanup.add(() -> {
            throw stuck;
        });

        assertThatThrownBy(cleanup::close).isSameAs(broken).hasSuppressedException(stuck);
        assertThat(closed).containsExactly("first");
    }

    @Test
    void aFailureRemembersWhatFailsOnTheWay() {
        cleanup.add(() -> {
            throw new NoClassDefFoundError("broken");
        });
        RuntimeException failure = new RuntimeException("the cause of it all");

        cleanup.closeAfter(failure);

        assertThat(failure.getSuppressed()).hasSize(1);
    }
}
