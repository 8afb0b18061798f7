package io.voxmachina.fakes.http;

/// What stands behind a [Loopback] server. It may block; whatever it throws is answered 500.
@FunctionalInterface
public interface HttpService {
    HttpReply answer(HttpRequest request) throws Exception;
}
