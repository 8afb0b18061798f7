package io.voxmachina.local.deploy.account;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// AWS's Query protocol: a form comes, XML goes.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html.
record Query(Map<String, String> form) {
    static Query of(HttpRequest request) {
        var form = new LinkedHashMap<String, String>();
        for (var field : request.text().split("&")) {
            var at = field.indexOf('=');
            if (at > 0) form.put(decoded(field.substring(0, at)), decoded(field.substring(at + 1)));
        }
        return new Query(form);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String action() {
        return get("Action");
    }

    String get(String name) {
        return form.getOrDefault(name, "");
    }

    /// The members of a list of structures: one field by another.
    Map<String, String> map(String list, String key, String value) {
        var found = new LinkedHashMap<String, String>();
        for (int i = 1; form.containsKey(list + ".member." + i + "." + key); i++) {
            var member = list + ".member." + i + ".";
            found.put(get(member + key), get(member + value));
        }
        return found;
    }

    static HttpReply answer(String action, String result) {
        return HttpReply.of(
                200,
                "text/xml",
                ("<%1$sResponse><%1$sResult>%2$s</%1$sResult><ResponseMetadata><RequestId>1"
                                + "</RequestId></ResponseMetadata></%1$sResponse>")
                        .formatted(action, result));
    }

    static HttpReply refusal(String message) {
        return HttpReply.of(
                400,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>"
                        + escaped(message)
                        + "</Message></Error><RequestId>1</RequestId></ErrorResponse>");
    }

    static String list(String name, Stream<String> members) {
        var all = members.map(it -> "<member>" + it + "</member>").toList();
        return "<" + name + ">" + String.join("", all) + "</" + name + ">";
    }

    static String pairs(String list, String key, String value, Map<String, String> pairs) {
        var members = pairs.entrySet().stream();
        return list(list, members.map(it -> field(key, it.getKey()) + field(value, it.getValue())));
    }

    static String field(String name, String value) {
        return "<" + name + ">" + escaped(value) + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
