package io.voxmachina.local.deploy.account;

import static io.voxmachina.local.deploy.account.Query.field;
import static io.voxmachina.local.deploy.account.Query.list;
import static io.voxmachina.local.deploy.account.Query.pairs;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// AWS CloudFormation's states, nearly without resources: a change set announces a stack or a
/// change to it, what it does takes time, and meanwhile nothing else may be done.
///
/// Sources: CloudFormation user guide, "Stack status codes"; its API reference, CreateChangeSet
/// (until its first change set is executed, a stack is in REVIEW_IN_PROGRESS).
public final class CloudFormation {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NO_CHANGE =
            "The submitted information didn't contain changes. Submit different information to"
                    + " create a change set.";
    private static final String ONE_CHANGE =
            field("Type", "Resource")
                    + "<ResourceChange>"
                    + field("Action", "Modify")
                    + field("LogicalResourceId", "Some")
                    + field("ResourceType", "AWS::Some::Thing")
                    + "</ResourceChange>";

    /// What botocore says of itself in the user agent: among the features in use, a waiter.
    ///
    /// Source: botocore/useragent.py, `_USERAGENT_FEATURE_MAPPINGS`.
    private static final Pattern WAITER = Pattern.compile(" m/([A-Za-z],)*B[, ]");

    private final Map<String, Stack> stacks = new LinkedHashMap<>();
    private final Map<String, List<String>> events = new HashMap<>();
    private final Bucket bucket;
    private final Resources resources;

    CloudFormation(Bucket bucket, Resources resources) {
        this.bucket = bucket;
        this.resources = resources;
    }

    static Optional<String> change(HttpRequest request) {
        var query = Query.of(request);
        return switch (query.action()) {
            case "CreateChangeSet", "ExecuteChangeSet", "DeleteStack" ->
                    Optional.of(query.action() + " " + name(query));
            default -> Optional.empty();
        };
    }

    /// The states of the stacks.
    public Map<String, String> states() {
        var states = new LinkedHashMap<String, String>();
        stacks.values().forEach(it -> states.put(it.name(), it.status()));
        return states;
    }

    /// What a stack was deployed with.
    public Map<String, String> parameters(String stack) {
        return stacks.get(stack).content().parameters();
    }

    /// How often a stack of that name was made.
    public long made(String stack) {
        var seen = events.getOrDefault(stack, List.of()).stream();
        return seen.filter(it -> it.equals("CREATE_COMPLETE")).count();
    }

    /// Whatever is at work is so until somebody waits for it.
    void takeTheirTime() {
        stacks.replaceAll((_, stack) -> stack.slowly());
    }

    HttpReply answer(HttpRequest request) {
        var query = Query.of(request);
        var name = name(query);
        var stack = look(name, isWaiter(request));
        return switch (query.action()) {
            case "CreateChangeSet" -> announce(name, stack, query);
            case "DeleteStack" -> stack.map(this::delete).orElse(Query.answer("DeleteStack", ""));
            case "DescribeStacks" -> stack.map(this::described).orElse(unknown(name));
            case "DescribeStackEvents" -> stack.map(this::events).orElse(unknown(name));
            case "GetTemplateSummary" -> stack.map(this::summary).orElse(unknown(name));
            case "DescribeChangeSet" ->
                    stack.filter(it -> it.change().isPresent())
                            .map(this::announced)
                            .orElse(unknown(name));
            case "ExecuteChangeSet" ->
                    stack.filter(it -> it.change().isPresent())
                            .map(this::execute)
                            .orElse(unknown(name));
            default -> Query.refusal("Could not find operation " + query.action());
        };
    }

    private static HttpReply unknown(String name) {
        return Query.refusal("Stack with id " + name + " does not exist");
    }

    /// A stack is named by its name, its id, or the id of a change set of it.
    private static String name(Query query) {
        var given = query.get("StackName");
        if (given.isEmpty()) given = query.get("ChangeSetName");
        return given.startsWith("arn:") ? given.split("/")[1] : given;
    }

    private static boolean isWaiter(HttpRequest request) {
        return WAITER.matcher(request.header("user-agent").orElse("")).find();
    }

    private Optional<Stack> look(String name, boolean waiting) {
        var stack = Optional.ofNullable(stacks.get(name));
        var after = stack.flatMap(it -> it.seen(waiting));
        after.ifPresent(this::put);
        if (after.isEmpty()) stack.ifPresent(this::remove);
        return after;
    }

    private void put(Stack stack) {
        var before = Optional.ofNullable(stacks.put(stack.name(), stack)).map(Stack::status);
        if (before.equals(Optional.of(stack.status()))) return;
        events.computeIfAbsent(stack.name(), _ -> new ArrayList<>()).add(stack.status());
        if (stack.isWhole()) resources.make(stack);
    }

    private void remove(Stack stack) {
        stacks.remove(stack.name());
        resources.delete(stack);
    }

    private HttpReply announce(String name, Optional<Stack> stack, Query query) {
        var refusal =
                query.get("ChangeSetType").equals("CREATE")
                        ? stack.filter(it -> !it.isAnnounced()).map(CloudFormation::taken)
                        : stack.map(CloudFormation::busy).orElse(Optional.of(unknown(name)));
        if (refusal.isPresent()) return refusal.get();
        var content = content(query, stack);
        put(
                stack.map(it -> it.announcing(content))
                        .orElseGet(() -> Stack.announced(name, content)));
        return Query.answer(
                "CreateChangeSet",
                field("Id", Stack.arn("changeSet", name))
                        + field("StackId", Stack.arn("stack", name)));
    }

    private static HttpReply taken(Stack stack) {
        return Query.refusal(
                "Stack [" + stack.name() + "] already exists and cannot be created again");
    }

    private static Optional<HttpReply> busy(Stack stack) {
        if (stack.isWhole()) return Optional.empty();
        var state = " is in " + stack.status() + " state and can not be updated.";
        return Optional.of(Query.refusal("Stack:" + stack.id() + state));
    }

    private Stack.Content content(Query query, Optional<Stack> stack) {
        var parameters =
                new LinkedHashMap<>(query.map("Parameters", "ParameterKey", "ParameterValue"));
        var kept = query.map("Parameters", "ParameterKey", "UsePreviousValue");
        kept.values().removeIf(it -> !it.equals("true"));
        kept.keySet().forEach(it -> parameters.put(it, parameters(stack.get().name()).get(it)));
        return new Stack.Content(template(query), parameters, query.map("Tags", "Key", "Value"));
    }

    private String template(Query query) {
        var url = query.get("TemplateURL");
        if (url.isEmpty()) return query.get("TemplateBody");
        var stored = bucket.object(URI.create(url).getPath());
        return new String(stored.orElseThrow(), StandardCharsets.UTF_8);
    }

    private HttpReply announced(Stack stack) {
        var state =
                stack.change().equals(Optional.of(stack.content()))
                        ? field("Status", "FAILED") + field("StatusReason", NO_CHANGE)
                        : field("Status", "CREATE_COMPLETE");
        return Query.answer(
                "DescribeChangeSet",
                field("StackName", stack.name()) + state + list("Changes", Stream.of(ONE_CHANGE)));
    }

    private HttpReply execute(Stack stack) {
        put(stack.executing());
        return Query.answer("ExecuteChangeSet", "");
    }

    private HttpReply delete(Stack stack) {
        if (stack.status().startsWith("UPDATE_IN"))
            return Query.refusal(
                    "Stack ["
                            + stack.name()
                            + "] cannot be deleted while in status "
                            + stack.status());
        put(stack.deleting());
        return Query.answer("DeleteStack", "");
    }

    private HttpReply described(Stack stack) {
        var content = stack.content();
        var told =
                field("StackName", stack.name())
                        + field("StackId", stack.id())
                        + field("StackStatus", stack.status())
                        + field("CreationTime", LONG_AGO.toString())
                        + pairs(
                                "Parameters",
                                "ParameterKey",
                                "ParameterValue",
                                content.parameters())
                        + pairs("Tags", "Key", "Value", content.tags());
        var outputs = stack.hasOutputs() ? resources.outputs(stack) : Map.<String, String>of();
        var all = outputs.isEmpty() ? "" : pairs("Outputs", "OutputKey", "OutputValue", outputs);
        return Query.answer("DescribeStacks", list("Stacks", Stream.of(told + all)));
    }

    private HttpReply events(Stack stack) {
        var told =
                IntStream.range(0, events.get(stack.name()).size())
                        .mapToObj(number -> event(stack, number));
        return Query.answer(
                "DescribeStackEvents", list("StackEvents", told.toList().reversed().stream()));
    }

    private String event(Stack stack, int number) {
        return field("StackId", stack.id())
                + field("EventId", "" + number)
                + field("StackName", stack.name())
                + field("LogicalResourceId", stack.name())
                + field("PhysicalResourceId", stack.id())
                + field("ResourceType", "AWS::CloudFormation::Stack")
                + field("Timestamp", LONG_AGO.plusSeconds(number).toString())
                + field("ResourceStatus", events.get(stack.name()).get(number));
    }

    private HttpReply summary(Stack stack) {
        var keys = stack.content().parameters().keySet().stream();
        var members = keys.map(it -> field("ParameterKey", it));
        return Query.answer("GetTemplateSummary", list("Parameters", members));
    }
}
