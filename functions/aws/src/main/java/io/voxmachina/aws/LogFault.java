package io.voxmachina.aws;

import io.voxmachina.call.Unavailable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A fault as a log may hold it: what it is and where it was noticed. Its message may quote
/// anything, so only our own is told.
final class LogFault {
    private static final int FRAMES = 8;
    private static final int CAUSES = 5;
    private static final int LONGEST_MESSAGE = 500;

    private LogFault() {}

    static Map<String, Object> of(Throwable fault) {
        var chain =
                Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(CAUSES).toList();
        var told = new LinkedHashMap<String, Object>();
        told.put("type", fault.getClass().getName());
        if (fault instanceof Unavailable) told.put("message", message(fault));
        else told.put("at", frames(chain.getLast()));
        told.put("causes", chain.stream().skip(1).map(it -> it.getClass().getName()).toList());
        return told;
    }

    private static String message(Throwable fault) {
        var message = String.valueOf(fault.getMessage());
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private static List<String> frames(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .limit(FRAMES)
                .map(it -> it.getClassName() + "." + it.getMethodName() + ":" + it.getLineNumber())
                .toList();
    }
}
