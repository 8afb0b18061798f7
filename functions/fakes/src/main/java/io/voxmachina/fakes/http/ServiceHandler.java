package io.voxmachina.fakes.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Puts an [HttpService] behind Jetty.
final class ServiceHandler extends Handler.Abstract {
    private static final HttpReply TOO_LARGE =
            HttpReply.error(413, "too_large", "Request Entity Too Large");
    private static final HttpReply BROKEN =
            HttpReply.error(500, "internal", "Internal Server Error");

    private final HttpService service;
    private final int bodyLimit;

    ServiceHandler(HttpService service, int bodyLimit) {
        this.service = service;
        this.bodyLimit = bodyLimit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var reply = reply(request);
        if (reply == HttpReply.CUT) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new IOException("cut on purpose"));
            return true;
        }
        write(reply, response, callback);
        return true;
    }

    static void write(HttpReply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        for (var header : reply.headers().entrySet()) {
            for (var value : header.getValue()) response.getHeaders().add(header.getKey(), value);
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private HttpReply reply(Request request) {
        try (var in = Content.Source.asInputStream(request)) {
            var body = in.readNBytes(bodyLimit + 1);
            return body.length > bodyLimit ? TOO_LARGE : service.answer(read(request, body));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return HttpReply.CUT;
        } catch (Exception _) {
            return BROKEN;
        }
    }

    private static HttpRequest read(Request request, byte[] body) {
        var uri = request.getHttpURI();
        var query = uri.getQuery() == null ? "" : uri.getQuery();
        return new HttpRequest(request.getMethod(), uri.getPath(), query, headers(request), body);
    }

    private static Map<String, List<String>> headers(Request request) {
        var headers = new HashMap<String, List<String>>();
        for (var field : request.getHeaders()) {
            headers.computeIfAbsent(
                            field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(field.getValue());
        }
        return headers;
    }
}
