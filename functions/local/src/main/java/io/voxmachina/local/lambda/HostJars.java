package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// What Lambda itself brings into a function's process: the runtime, the interfaces and the
/// serializers.
public final class HostJars {
    static final List<Path> PATHS =
            Stream.of(LambdaHost.class, Context.class, PojoSerializer.class)
                    .map(HostJars::pathOf)
                    .toList();

    /// The same of AWS's own making.
    public static final List<Path> AWS =
            Stream.of(
                            AWSLambda.class,
                            Context.class,
                            PojoSerializer.class,
                            SdkInternalThreadLocal.class)
                    .map(HostJars::pathOf)
                    .toList();

    private HostJars() {}

    private static Path pathOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Where is " + type + "?", e);
        }
    }
}
