package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void everyNumberHasANameOfItsOwn() {
        var titles = Arrays.stream(Metric.values()).map(Metric::title).distinct();

        assertEquals(Metric.values().length, titles.count());
    }

    @Test
    void aNameIsOneWord() {
        for (var metric : Metric.values()) assertTrue(metric.title().matches("[A-Z][A-Za-z]+"));
    }
}
