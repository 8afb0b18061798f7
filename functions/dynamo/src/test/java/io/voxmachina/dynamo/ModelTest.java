package io.voxmachina.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Page;
import io.voxmachina.call.Role;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table in DynamoDB and the one in memory answer alike, whatever is asked in whatever order.
class ModelTest {
    private static final int STEPS = 100;
    private static final List<CallId> CALLS = List.of(new CallId("rtc_1"), new CallId("rtc_2"));

    /// A kind of answer that never came was never compared.
    private static final Set<String> EXPECTED =
            Set.of(
                    "Mine",
                    "Theirs",
                    "Acquired",
                    "Refused",
                    "CallRecord",
                    "Renewed",
                    "Lost",
                    "CLOSED",
                    "WAS_CLOSED",
                    "TOO_EARLY",
                    "NOT_HOLDER",
                    "Granted",
                    "Running",
                    "Lapsed",
                    "Finished",
                    "Answer",
                    "Unknown",
                    "true",
                    "false",
                    "done",
                    "left");
    private static final Set<String> ANSWERS = new HashSet<>();

    private final Store memory = Store.inMemory();
    private final Store table = LocalTable.store(LocalTable.fresh());
    private Random random;
    private Instant now = Sample.START;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void bothAnswerAlike(long seed) {
        random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            now = now.plusMillis(random.nextInt(1_000));
            var operation = any();
            var where = "seed " + seed + ", step " + step;
            var answer = answer(operation, memory);
            assertEquals(answer, answer(operation, table), where);
            ANSWERS.add(kind(answer));
            if (step % 4 == 0) assertStoredAlike(where);
        }
        assertStoredAlike("seed " + seed);
        assertEquals(listed(memory), listed(table), "seed " + seed);
    }

    private void assertStoredAlike(String where) {
        for (var call : CALLS) {
            assertEquals(
                    memory.transcripts().timeline(call), table.transcripts().timeline(call), where);
        }
    }

    @AfterAll
    static void everyKindOfAnswerWasSeen() {
        var missing = new HashSet<>(EXPECTED);
        missing.removeAll(ANSWERS);
        assertEquals(Set.of(), missing);
    }

    private static String kind(Object answer) {
        return answer instanceof Record ? answer.getClass().getSimpleName() : answer.toString();
    }

    private static Object answer(Function<Store, Object> operation, Store store) {
        try {
            return operation.apply(store);
        } catch (NoSuchElementException e) {
            return e.getMessage();
        }
    }

    private static Object listed(Store store) {
        var calls = store.calls();
        var day = LocalDate.of(2026, 11, 21);
        return List.of(
                walk(cursor -> calls.byDay(day, 1, cursor)),
                walk(cursor -> calls.byCaller(Sample.ANN, 1, cursor)),
                walk(cursor -> calls.open(1, cursor)));
    }

    private static List<CallSummary> walk(Function<Optional<String>, Page<CallSummary>> list) {
        var all = new ArrayList<CallSummary>();
        var page = list.apply(Optional.empty());
        all.addAll(page.entries());
        while (page.next().isPresent()) {
            page = list.apply(page.next());
            all.addAll(page.entries());
        }
        return all;
    }

    private Function<Store, Object> any() {
        return switch (random.nextInt(4)) {
            case 0 -> ringing();
            case 1, 2 -> acting();
            default -> speaking();
        };
    }

    private Function<Store, Object> ringing() {
        var call = pick(CALLS);
        var claimant = pick("h1", "h2");
        var at = now;
        var reason = pick(EndReason.values());
        var agent = new AgentRef("reception", pick("7", "8"));
        var keeper = pick("k1", "k2");
        var document = new AgentDocument(agent, pick("{}", "[]"));
        boolean seldom = random.nextInt(4) == 0;
        return switch (random.nextInt(9)) {
            case 0, 1 ->
                    it ->
                            it.calls()
                                    .claim(
                                            Sample.ringing(call, agent, at),
                                            claimant,
                                            at,
                                            at.plusSeconds(6));
            case 2 -> it -> it.calls().accepted(call, claimant, at);
            case 3 -> it -> it.calls().unsure(call, claimant, at);
            case 4 -> it -> seldom ? it.calls().decline(call, claimant, reason, at) : "left";
            case 5 -> done(it -> it.post().take(keeper));
            case 6 -> it -> it.post().has(keeper);
            case 7 -> done(it -> it.agents().publish(document));
            default -> it -> it.agents().find(agent);
        };
    }

    private Function<Store, Object> acting() {
        var call = pick(CALLS);
        var at = now;
        var name = pick("r1", "m1", "m2");
        var me = new ControllerId(name.startsWith("m") ? Role.MONITOR : Role.RESPONDER, name);
        var asked = random.nextBoolean() ? Optional.of(name) : Optional.<String>empty();
        long epoch = memory.calls().find(call).map(it -> it.lease().epoch()).orElse(0L);
        long mine = random.nextInt(5) == 0 ? epoch - 1 : epoch;
        int launch = random.nextInt(4);
        var task = "task-" + random.nextInt(3);
        var reason = pick(EndReason.values());
        var until = at.plusMillis(random.nextInt(5_000));
        boolean flag = random.nextBoolean();
        boolean seldom = random.nextInt(3) == 0;
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> it -> it.leases().acquire(call, me, asked, at, until);
            case 3 -> it -> it.leases().want(call, name, flag, at, until);
            case 4, 5 -> it -> it.leases().renew(call, me, mine, at, until);
            case 6 -> it -> it.leases().handOver(call, mine, name, until);
            case 7 -> it -> it.leases().release(call, mine, at);
            case 8 -> it -> it.leases().claimGreeting(call, mine);
            case 9 -> done(it -> it.leases().confirmGreeting(call));
            case 10 -> done(it -> it.leases().answered(call, at));
            case 11 -> done(it -> it.leases().heard(call, at));
            case 12 -> done(it -> it.leases().touch(call, until.minusSeconds(3)));
            case 13 -> it -> it.leases().intend(call, mine, reason);
            case 14 -> it -> it.leases().claimLaunch(call, mine, launch, at);
            case 15 ->
                    done(
                            it -> {
                                it.leases().launched(call, launch, task);
                                if (flag) it.leases().taskStopped(call, task, reason.name());
                            });
            default -> it -> seldom ? it.leases().close(call, mine, reason, at) : "left";
        };
    }

    private Function<Store, Object> speaking() {
        var call = pick(CALLS);
        var at = now;
        var turn = turn();
        var tool = tool();
        var note = new Note(at, pick(NoteKind.values()), pick("n1", "n2", "n3"), "text " + at);
        var result = pick(List.of(new ToolResult.Answer("{}"), new ToolResult.Unknown()));
        var took =
                random.nextBoolean()
                        ? Optional.of(Duration.ofMillis(7))
                        : Optional.<Duration>empty();
        boolean again = random.nextBoolean();
        long epoch = 1 + at.getEpochSecond() % 2;
        var heard = Optional.of(random.nextInt(3)).filter(it -> it > 0).map(Duration::ofMillis);
        var cut = new Cut(turn.item(), heard, at);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> done(it -> it.transcripts().record(call, turn));
            case 3 -> done(it -> it.transcripts().note(call, note));
            case 8 -> done(it -> it.transcripts().cut(call, cut));
            case 4, 5, 6 ->
                    it ->
                            it.transcripts()
                                    .claimTool(call, tool, epoch, at, at.plusSeconds(5), again);
            case 7 -> it -> it.transcripts().settleTool(call, tool, result, took);
            default -> done(it -> it.transcripts().confirmTool(call, tool.id()));
        };
    }

    private Turn turn() {
        return Sample.said(
                pick("i1", "i2", "i3", "i4"),
                "x".repeat(random.nextInt(4)),
                pick(TurnState.values()),
                random.nextInt(60),
                pick("", "i1", "i2", "i3", "item-of-t1"));
    }

    private ToolCall tool() {
        return Sample.asked(pick("t1", "t2", "t3"), random.nextInt(60), pick("", "i1", "i2"));
    }

    private static Function<Store, Object> done(java.util.function.Consumer<Store> action) {
        return store -> {
            action.accept(store);
            return "done";
        };
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
