package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A function's package as Lambda unpacks it: classes at the root, jars in `lib/`, in that order
/// and by name.
final class FunctionCode {
    private final ClassLoader loader;

    private FunctionCode(ClassLoader loader) {
        this.loader = loader;
    }

    static FunctionCode in(Path root) throws IOException {
        var urls = new ArrayList<>(List.of(root.toUri().toURL()));
        for (var jar : jars(root.resolve("lib"))) urls.add(jar.toUri().toURL());
        var loader =
                new URLClassLoader(urls.toArray(URL[]::new), FunctionCode.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return new FunctionCode(loader);
    }

    private static List<Path> jars(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) return List.of();
        try (var files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /// Makes the handler `package.Class::method`; the method is `handleRequest` unless named.
    RequestStreamHandler handler(String name) throws Throwable {
        var parts = name.split("::", 2);
        var type = loader.loadClass(parts[0]);
        var handler = make(type);
        if (handler instanceof RequestStreamHandler streams) return streams;
        var method = method(type, parts.length == 2 ? parts[1] : "handleRequest");
        return new EventHandler(handler, method, loader);
    }

    private static Object make(Class<?> type) throws Throwable {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// The compiler's bridge methods take Object; the one with most parameters is meant.
    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "::" + name));
    }
}
