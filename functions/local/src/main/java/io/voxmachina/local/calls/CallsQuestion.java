package io.voxmachina.local.calls;

import io.voxmachina.call.PhoneNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Which calls are asked for.
sealed interface CallsQuestion {
    /// As the HTTP API wants to be asked.
    String query();

    /// Those that started on a day (UTC).
    record ByDay(LocalDate day) implements CallsQuestion {
        @Override
        public String query() {
            return "day=" + day;
        }
    }

    /// Those of a caller.
    record ByCaller(PhoneNumber caller) implements CallsQuestion {
        @Override
        public String query() {
            return "caller=" + URLEncoder.encode(caller.e164(), StandardCharsets.UTF_8);
        }
    }

    /// Those that are not over.
    record Open() implements CallsQuestion {
        @Override
        public String query() {
            return "status=open";
        }
    }
}
