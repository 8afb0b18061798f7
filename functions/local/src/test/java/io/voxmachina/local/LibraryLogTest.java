package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.SLF4JServiceProvider;

class LibraryLogTest {
    /// With none, and with more than one, SLF4J complains on the standard error of every program.
    @Test
    void librariesHaveOnePlaceToLogTo() {
        assertEquals(1, ServiceLoader.load(SLF4JServiceProvider.class).stream().count());
    }
}
