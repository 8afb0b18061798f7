package io.voxmachina.local.project;

import io.voxmachina.aws.Environment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What the programs ask their environment for.
final class ProgramSettings {
    private ProgramSettings() {}

    /// The names that a program's configuration asks for.
    ///
    /// @param program with a capital, such as `Webhook`
    static Set<String> read(String program) throws ReflectiveOperationException {
        var name = "io.voxmachina." + program.toLowerCase(Locale.ROOT) + "." + program + "Config";
        var reader = Class.forName(name).getDeclaredMethod("in", Environment.class);
        reader.setAccessible(true);
        return new TreeSet<>(Environment.names(env -> invoke(reader, env)));
    }

    private static Object invoke(Method reader, Environment env) {
        try {
            return reader.invoke(null, env);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
