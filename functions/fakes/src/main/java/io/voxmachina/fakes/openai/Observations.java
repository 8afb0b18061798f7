package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.Observation.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was observed in a call. Lists end at a limit; a script that needs more is no script.
final class Observations {
    private static final int LIMIT = 20_000;

    private final LineTime time;
    private final List<Observation> observations = new ArrayList<>();
    private final List<ClientEvent> clientEvents = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Observations(LineTime time) {
        this.time = time;
    }

    void note(What what, String detail) {
        add(observations, new Observation(time.now(), what, detail));
    }

    void note(ClientEvent event) {
        note(What.CLIENT_EVENT, event.type());
        add(clientEvents, event);
    }

    void note(Heard words) {
        add(heard, words);
    }

    void complain(String complaint) {
        add(complaints, complaint);
    }

    private static <T> void add(List<T> list, T element) {
        if (list.size() < LIMIT) list.add(element);
    }

    Optional<Observation> first(What what) {
        return observations.stream().filter(it -> it.what() == what).findFirst();
    }

    long count(What what) {
        return observations.stream().filter(it -> it.what() == what).count();
    }

    List<Observation> all() {
        return List.copyOf(observations);
    }

    List<ClientEvent> clientEvents() {
        return List.copyOf(clientEvents);
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
