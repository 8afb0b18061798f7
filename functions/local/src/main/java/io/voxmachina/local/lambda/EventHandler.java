package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

/// A handler of objects: JSON in and out goes through the serializers that Lambda's runtime uses.
final class EventHandler implements RequestStreamHandler {
    private final Object handler;
    private final Method method;
    private final PojoSerializer<Object> input;
    private final PojoSerializer<Object> output;

    EventHandler(Object handler, Method method, ClassLoader loader) {
        this.handler = handler;
        this.method = method;
        input = serializer(method.getGenericParameterTypes()[0], loader);
        output = serializer(method.getGenericReturnType(), loader);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        var event = input.fromJson(in);
        output.toJson(call(event, context), out);
    }

    private Object call(Object event, Context context) {
        try {
            return method.getParameterCount() == 1
                    ? method.invoke(handler, event)
                    : method.invoke(handler, event, context);
        } catch (InvocationTargetException e) {
            throw EventHandler.<RuntimeException>asThrown(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " must be public", e);
        }
    }

    /// Passes on whatever the handler threw as it is: its type is part of the answer.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asThrown(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> serializer(Type type, ClassLoader loader) {
        if (type instanceof Class<?> known
                && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
            return LambdaEventSerializers.serializerFor((Class<Object>) known, loader);
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
