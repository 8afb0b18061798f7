package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MeanwhileTest {
    @Test
    void itIsMadeByAnotherThread() {
        var made = Meanwhile.make(Thread::currentThread).made();

        assertNotEquals(Thread.currentThread(), made);
        assertEquals("meanwhile", made.getName());
    }

    @Test
    void whatTheMakingThrowsIsThrown() {
        var fault = new IllegalStateException("no region");

        var making =
                Meanwhile.make(
                        () -> {
                            throw fault;
                        });

        assertSame(fault, assertThrows(IllegalStateException.class, making::made));
    }
}
