package io.voxmachina.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The headers of the SIP INVITE that a webhook carries: claims of a phone network, in their order,
/// names repeated as they were. Odd ones are left out; a call is not lost for them.
///
/// @param list the first of them
record SipHeaders(List<Header> list) {
    /// An INVITE has a few dozen at most.
    private static final int MOST = 200;

    /// Longer values hold no number.
    private static final int LONGEST = 2_000;

    record Header(String name, String value) {}

    static SipHeaders in(JsonNode array) {
        var list = new ArrayList<Header>();
        if (!array.isArray()) return new SipHeaders(list);
        for (var header : array) {
            var name = header.path("name").textValue();
            var value = header.path("value").textValue();
            if (name == null || value == null || value.length() > LONGEST) continue;
            if (list.size() < MOST) list.add(new Header(name, value));
        }
        return new SipHeaders(list);
    }

    Optional<PhoneNumber> from() {
        return numbers("From").findFirst();
    }

    /// The number dialled. A header of the owner's own making says it best, because Programmable
    /// Voice can add one; on a plain SIP trunk `To` holds OpenAI's project instead of a number, and
    /// `Diversion` (RFC 5806) the number.
    Optional<PhoneNumber> to() {
        return Stream.of("X-Dialled-Number", "X-App-To", "To", "Diversion")
                .flatMap(this::numbers)
                .findFirst();
    }

    private Stream<PhoneNumber> numbers(String name) {
        return list.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value().strip())
                .flatMap(value -> number(value).stream());
    }

    private static Optional<PhoneNumber> number(String value) {
        return PhoneNumber.parse(value).or(() -> PhoneNumber.inSip(value));
    }

    @Override
    public String toString() {
        return "SipHeaders[" + list.size() + "]";
    }
}
