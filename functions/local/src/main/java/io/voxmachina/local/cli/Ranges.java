package io.voxmachina.local.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// What numbers and times options take. Whatever else is given is asked wrongly.
public final class Ranges {
    private static final int LAST_PORT = 65_535;
    private static final Pattern TIME = Pattern.compile("([0-9]{1,7})(ms|s|m)");

    private Ranges() {}

    /// A TCP port; 0 takes a free one.
    public static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            var port = whole(text);
            if (port >= 0 && port <= LAST_PORT) return port;
            throw new TypeConversionException("not a port from 0 to " + LAST_PORT);
        }
    }

    /// At least one.
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            var count = whole(text);
            if (count >= 1) return count;
            throw new TypeConversionException("not a number from 1 on");
        }
    }

    /// How many times faster than life.
    public static final class Pace implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            var pace = number(text);
            if (pace > 0 && Double.isFinite(pace)) return pace;
            throw new TypeConversionException("not a number above 0 such as 2 or 0.5");
        }
    }

    /// A time that is not nothing.
    public static final class SomeTime implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            var time = time(text);
            if (!time.isZero()) return time;
            throw new TypeConversionException("not longer than 0s");
        }
    }

    /// `10s`, `2m` or `500ms`.
    public static Duration time(String text) {
        var matcher = TIME.matcher(text);
        if (!matcher.matches()) throw new TypeConversionException("not a time such as 10s or 2m");
        var number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /// What is no number is in no range.
    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return Integer.MIN_VALUE;
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
