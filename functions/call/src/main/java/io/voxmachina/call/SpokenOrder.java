package io.voxmachina.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// What was said and asked in a call, in the order of the conversation: an item comes after its
/// predecessor, and otherwise the earlier one first. An item is no later than those that follow it,
/// whenever it was first seen. A predecessor that nobody stored does not count, and a circle is cut
/// before its earliest item.
///
/// @param turns what was said
/// @param tools what was asked for
public record SpokenOrder(List<Turn> turns, List<ToolRecord> tools) {
    private static final int NONE = -1;

    /// Puts both in order. The order in which they come does not matter.
    public static SpokenOrder of(Collection<Turn> turns, Collection<ToolRecord> tools) {
        var byTime =
                Stream.<Entry>concat(turns.stream().map(Said::new), tools.stream().map(Asked::new))
                        .sorted(
                                Comparator.comparing(Entry::at)
                                        .thenComparing(entry -> entry.item().value()))
                        .toList();
        var before = predecessors(byTime);
        cutCircles(before);
        return split(emit(byTime, before));
    }

    /// For each entry the index of its predecessor.
    private static int[] predecessors(List<Entry> byTime) {
        var index = new HashMap<ItemId, Integer>();
        for (int i = 0; i < byTime.size(); i++) index.putIfAbsent(byTime.get(i).item(), i);
        return byTime.stream()
                .mapToInt(entry -> entry.previous().map(index::get).orElse(NONE))
                .toArray();
    }

    private static void cutCircles(int[] before) {
        var walk = new int[before.length];
        Arrays.fill(walk, NONE);
        for (int start = 0; start < before.length; start++) {
            int at = start;
            while (at != NONE && walk[at] == NONE) {
                walk[at] = start;
                at = before[at];
            }
            if (at != NONE && walk[at] == start) before[earliestInCircle(before, at)] = NONE;
        }
    }

    private static int earliestInCircle(int[] before, int member) {
        int earliest = member;
        for (int at = before[member]; at != member; at = before[at]) {
            earliest = Math.min(earliest, at);
        }
        return earliest;
    }

    /// Of all entries whose predecessor is out, the earliest is next.
    private static List<Entry> emit(List<Entry> byTime, int[] before) {
        var followers = new ArrayList<List<Integer>>();
        for (var _ : byTime) followers.add(new ArrayList<>());
        var rank = ranks(before);
        var ready =
                new PriorityQueue<Integer>(
                        Comparator.<Integer>comparingInt(it -> rank[it])
                                .thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < before.length; i++) {
            if (before[i] == NONE) ready.add(i);
            else followers.get(before[i]).add(i);
        }
        var out = new ArrayList<Entry>();
        while (!ready.isEmpty()) {
            int next = ready.poll();
            out.add(byTime.get(next));
            ready.addAll(followers.get(next));
        }
        return out;
    }

    /// Places in time: an item that was first seen late counts as early as its earliest follower.
    private static int[] ranks(int[] before) {
        var rank = new int[before.length];
        for (int i = 0; i < rank.length; i++) rank[i] = i;
        for (int i = 0; i < rank.length; i++) {
            for (int at = before[i]; at != NONE && rank[at] > i; at = before[at]) rank[at] = i;
        }
        return rank;
    }

    private static SpokenOrder split(List<Entry> entries) {
        var turns = new ArrayList<Turn>();
        var tools = new ArrayList<ToolRecord>();
        for (var entry : entries) {
            switch (entry) {
                case Said(var turn) -> turns.add(turn);
                case Asked(var tool) -> tools.add(tool);
            }
        }
        return new SpokenOrder(List.copyOf(turns), List.copyOf(tools));
    }

    /// One item of the conversation.
    private sealed interface Entry {
        ItemId item();

        Instant at();

        Optional<ItemId> previous();
    }

    private record Said(Turn turn) implements Entry {
        @Override
        public ItemId item() {
            return turn.item();
        }

        @Override
        public Instant at() {
            return turn.startedAt();
        }

        @Override
        public Optional<ItemId> previous() {
            return turn.previous();
        }
    }

    private record Asked(ToolRecord tool) implements Entry {
        @Override
        public ItemId item() {
            return tool.call().item();
        }

        @Override
        public Instant at() {
            return tool.call().askedAt();
        }

        @Override
        public Optional<ItemId> previous() {
            return tool.call().previous();
        }
    }
}
