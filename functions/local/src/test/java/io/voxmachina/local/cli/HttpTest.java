package io.voxmachina.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.Loopback;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class HttpTest {
    private final Http http = new Http();

    @Test
    void anAnswerOfMoreThanAnyoneReadsIsGivenUp() {
        var endless = "x".repeat(17 << 20);
        try (http;
                var server =
                        Loopback.serving(0, 0, _ -> HttpReply.of(200, "text/plain", endless))) {
            assertEquals("api does not answer (IOException).", told(server.uri()));
        }
    }

    @Test
    void whereNothingListensThatIsSaid() {
        var server = Loopback.serving(0, 0, _ -> HttpReply.empty(200));
        var uri = server.uri();
        server.close();

        try (http) {
            assertEquals("api does not answer (ConnectException).", told(uri));
        }
    }

    private String told(URI uri) {
        var request = HttpRequest.newBuilder(uri).build();
        return assertThrows(Trouble.class, () -> http.send(request, "api")).getMessage();
    }
}
