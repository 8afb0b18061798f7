package io.voxmachina.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.Unavailable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// A function that is told something and not waited for. It may be told twice.
record Invocation(LambdaClient lambda, String function) {
    private static final int QUEUED = 202;

    static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode();
    }

    void send(String tried, ObjectNode payload) {
        var request =
                InvokeRequest.builder()
                        .functionName(function)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(payload.toString()));
        int status = invoke(tried, request.build()).statusCode();
        if (status != QUEUED) throw new Unavailable(tried + ": Lambda answered " + status);
    }

    private InvokeResponse invoke(String tried, InvokeRequest request) {
        try {
            return lambda.invoke(request);
        } catch (RuntimeException e) {
            throw SdkFault.unavailable(tried, e);
        }
    }
}
