package dev.wsload.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ElementsTests {
    private static long watched(Elements elements, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(elements::of)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    @Test
    void theFirstElementsAreWatchedOneByOne() {
        assertThat(watched(Elements.ofArray(1_000), 0, 256)).isEqualTo(256);
    }

    @Test
    void ofTheRestOfAnArrayABoundedNumberIsWatchedUpToItsEnd() {
        Elements elements = Elements.ofArray(1_000_000);

        assertThat(watched(elements, 256, 1_000_000)).isBetween(200L, 256L);
        assertThat(watched(elements, 990_000, 1_000_000)).isPositive();
    }

    @Test
    void ofAListThatGrowsABoundedNumberIsWatched() {
        assertThat(watched(Elements.ofList(), 0, 1_000_000)).isBetween(400L, 512L);
    }

    @Test
    void noElementIsThereBeforeTheFirst() {
        assertThat(Elements.ofList().of(-1)).isNull();
    }

    @Test
    void whatIsExemptIsNotWatched() {
        Elements elements = Elements.ofArray(10);
        elements.exempt();

        assertThat(elements.of(0)).isNull();
    }
}
