package io.voxmachina.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import io.voxmachina.call.CallId;
import java.util.Optional;

/// What can be asked about a call: `POST …/realtime/calls/{call}/{verb}`.
///
/// The SDK's transport, headers and bodies, but not its call service. That one looks, at each
/// request, for a model name in the parameters by Kotlin's reflection, for Azure's sake: a thousand
/// classes and half a second in a cold process, while a caller waits.
///
/// Source: [Calls](https://platform.openai.com/docs/api-reference/realtime-calls).
///
/// @param clients the connection to OpenAI
record CallEndpoint(OpenAiClients clients) {
    /// Whoever asked closes the answer, whatever its status.
    HttpResponse post(CallId call, String verb, Optional<JsonBody> body, RequestOptions within) {
        var options = clients.options();
        var request =
                HttpRequest.builder()
                        .method(HttpMethod.POST)
                        .baseUrl(options.baseUrl())
                        .addPathSegments("realtime", "calls", call.value(), verb)
                        .putAllHeaders(options.headers());
        options.apiKey().ifPresent(it -> request.putHeader("Authorization", "Bearer " + it));
        body.ifPresent(request::body);
        return options.httpClient().execute(request.build(), within);
    }
}
