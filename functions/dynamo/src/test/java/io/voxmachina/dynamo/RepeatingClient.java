package io.voxmachina.dynamo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A client whose first answer to every write gets lost, so that the SDK would send it again.
final class RepeatingClient implements InvocationHandler {
    private final DynamoDbClient client;

    private RepeatingClient(DynamoDbClient client) {
        this.client = client;
    }

    static DynamoDbClient over(DynamoDbClient client) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        RepeatingClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        new RepeatingClient(client));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("updateItem")) {
            try {
                method.invoke(client, arguments);
            } catch (InvocationTargetException _) {
                // Whatever it was, nobody heard of it.
            }
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
