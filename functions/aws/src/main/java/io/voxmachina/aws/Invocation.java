package io.voxmachina.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.Unavailable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

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
        try {
            int status = lambda.invoke(request.build()).statusCode();
            if (status != QUEUED) throw new Unavailable(tried + ": Lambda answered " + status);
        } catch (SdkException e) {
            throw SdkFault.unavailable(tried, e);
        }
    }
}
