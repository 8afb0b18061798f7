package io.voxmachina.dynamo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A client with something in between.
@FunctionalInterface
interface Interception {
    Object send(Call call) throws Throwable;

    static DynamoDbClient of(DynamoDbClient client, Interception interception) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        Interception.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) ->
                                interception.send(new Call(client, method, arguments)));
    }

    /// Sends every write twice and loses the first answer, as if the SDK had sent it again.
    static DynamoDbClient repeatingWrites(DynamoDbClient client) {
        return of(client, Interception::twice);
    }

    private static Object twice(Call call) throws Throwable {
        if (call.writes()) {
            try {
                call.send();
            } catch (Exception _) {
                // Whatever it was, nobody heard of it.
            }
        }
        return call.send();
    }

    /// One call of the client.
    record Call(DynamoDbClient client, Method method, Object[] arguments) {
        private static final Set<String> WRITES =
                Set.of("updateItem", "batchWriteItem", "deleteItem");

        boolean writes() {
            return WRITES.contains(method.getName());
        }

        Object send() throws Throwable {
            try {
                return method.invoke(client, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
