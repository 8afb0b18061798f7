package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.services.blocking.WebhookServiceImpl;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Follows every mention of a class, in code, signatures and annotations, from our adapter through
/// the part of OpenAI's SDK that `openai-sdk` keeps.
class SdkTest {
    /// Where to begin. What leads to the last one is a client's accessor; those are not followed:
    /// there is one for each area of the API, and it loads nothing before it is called.
    private static final Set<Class<?>> ENTRIES =
            Set.of(
                    AcceptBody.class,
                    OpenAiCalls.class,
                    RealtimeSideband.class,
                    Webhooks.class,
                    OpenAIOkHttpClient.class,
                    WebhookServiceImpl.class);

    private static final Pattern ACCESSORS =
            Pattern.compile("com/openai/client/OpenAIClient(?:Async)?(?:Impl)?(?:\\$.*)?");

    private static final Pattern OURS =
            Pattern.compile("(?:com/openai|io/voxmachina/openai)/[A-Za-z0-9_/$]+");
    private static final Pattern IN_SIGNATURE =
            Pattern.compile("L((?:com/openai|com/fasterxml|okhttp3|okio)/[A-Za-z0-9_/$]+)[;<]");

    /// Each class that is mentioned, with one that mentions it: those there are, those there are
    /// not.
    private static final TreeMap<String, String> THERE = new TreeMap<>();

    private static final TreeMap<String, String> MISSING = new TreeMap<>();

    @BeforeAll
    static void follow() throws IOException {
        Queue<String> open = new ArrayDeque<>();
        for (var entry : ENTRIES) open.add(entry.getName().replace('.', '/'));
        while (!open.isEmpty()) {
            var from = open.remove();
            for (var name : mentionsIn(from)) {
                var there = exists(name);
                var known = (there ? THERE : MISSING).putIfAbsent(name, from) != null;
                var further = OURS.matcher(name).matches() && !ACCESSORS.matcher(name).matches();
                if (there && !known && further) open.add(name);
            }
        }
    }

    private static boolean exists(String name) {
        return SdkTest.class.getResource("/" + name + ".class") != null;
    }

    private static Set<String> mentionsIn(String name) throws IOException {
        ClassModel read;
        try (var file = SdkTest.class.getResourceAsStream("/" + name + ".class")) {
            read = ClassFile.of().parse(file.readAllBytes());
        }
        var mentions = new TreeSet<String>();
        for (var constant : read.constantPool()) {
            if (constant instanceof ClassEntry type) mentions.add(type.asInternalName());
            if (constant instanceof Utf8Entry text)
                IN_SIGNATURE
                        .matcher(text.stringValue())
                        .results()
                        .forEach(it -> mentions.add(it.group(1)));
        }
        mentions.removeIf(it -> it.startsWith("["));
        return mentions;
    }

    @Test
    void nothingThatWeReachIsMissing() {
        assertEquals(Map.of(), MISSING);
        assertTrue(THERE.size() > 2_000, () -> THERE.size() + " classes");
    }

    /// Otherwise the one above would prove nothing.
    @Test
    void theAccessorsDoLeadToWhatWasCut() throws IOException {
        var cut = mentionsIn("com/openai/client/OpenAIClientImpl");
        cut.removeIf(SdkTest::exists);

        assertTrue(cut.size() > 10, cut::toString);
    }
}
