package io.voxmachina.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Log lines and numbers as JSON objects, one a line, as CloudWatch reads them. What a line may
/// hold, [LogValue] decides.
///
/// @param out where lines go
/// @param least less important lines are not written
/// @param clock the time
/// @param table the calls table that numbers are about; without one they are not written
public record JsonLog(PrintStream out, Level least, InstantSource clock, Optional<String> table)
        implements Log {
    private static final int MOST_FIELDS = 32;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// A log on the standard output, with the machine's clock.
    public static JsonLog standard(Level least) {
        return new JsonLog(System.out, least, InstantSource.system(), Optional.empty());
    }

    /// A log of everything, with the machine's clock.
    static JsonLog to(PrintStream out) {
        return new JsonLog(out, Level.DEBUG, InstantSource.system(), Optional.empty());
    }

    /// The same log, with numbers about the calls of this table.
    public JsonLog measuring(String table) {
        return new JsonLog(out, least, clock, Optional.of(table));
    }

    @Override
    public void line(Level level, String what, Object... fields) {
        if (level.compareTo(least) < 0) return;
        var line = new LinkedHashMap<String, Object>();
        line.put("timestamp", clock.instant().toString());
        line.put("level", level.name());
        line.put("event", what);
        put(line, fields);
        Lines.print(out, json(line));
    }

    /// Written whatever the least level.
    @Override
    public void measure(Metric metric, long value, Object... fields) {
        if (table.isEmpty()) return;
        var told = new LinkedHashMap<String, Object>();
        put(told, fields);
        Lines.print(out, new Metrics(clock, table.get()).line(metric, value, told));
    }

    private static void put(Map<String, Object> line, Object... fields) {
        int most = Math.min(fields.length, 2 * MOST_FIELDS);
        for (int i = 0; i < most; i += 2) {
            var value = i + 1 < fields.length ? fields[i + 1] : null;
            line.putIfAbsent(String.valueOf(LogValue.of(fields[i])), LogValue.of(value));
        }
    }

    private static String json(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts and numbers always become JSON
        }
    }
}
