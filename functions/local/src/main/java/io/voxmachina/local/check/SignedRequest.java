package io.voxmachina.local.check;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Signs what is asked of API Gateway (AWS Signature Version 4).
final class SignedRequest {
    private SignedRequest() {}

    /// The headers to send. Throws the SDK's exception when there are no credentials.
    static Map<String, String> get(URI uri, String region, AwsCredentialsProvider credentials) {
        var request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(
                                it ->
                                        it.identity(credentials.resolveCredentials())
                                                .request(request)
                                                .putProperty(
                                                        AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                                        "execute-api")
                                                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var headers = new TreeMap<String, String>();
        signed.request().forEachHeader((name, values) -> headers.put(name, values.getFirst()));
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("host")); // the client's own
        return headers;
    }
}
