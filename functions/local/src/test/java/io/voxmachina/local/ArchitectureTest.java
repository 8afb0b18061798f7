package io.voxmachina.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dependencies point one way: programs, then adapters, then the core.
class ArchitectureTest {
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.voxmachina");

    private static final List<String> ADAPTERS = List.of("agent", "openai", "dynamo", "aws");
    private static final List<String> PROGRAMS =
            List.of("webhook", "responder", "keeper", "history", "monitor");

    @Test
    void theCoreKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(of("call"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", of("call"))
                .check(CODE);
    }

    /// A function that does not rehearse starts cold after each restore, and nothing else tells.
    @Test
    void eachFunctionRehearsesBeforeItsSnapshot() {
        classes()
                .that()
                .areAssignableTo(RequestStreamHandler.class)
                .and()
                .resideInAnyPackage(
                        PROGRAMS.stream().map(ArchitectureTest::of).toArray(String[]::new))
                .should()
                .callMethod(Snapshot.class, "prepare", Map.class, Function.class)
                .check(CODE);
    }

    /// What a call is knows neither room; how it decides does not know what runs it.
    @Test
    void theRoomsOfTheCorePointOneWay() {
        isKnownOnlyTo("call.state", "call.state", "call.run");
        isKnownOnlyTo("call.run", "call.run", "responder", "monitor");
    }

    private static void isKnownOnlyTo(String room, String... others) {
        classes()
                .that()
                .resideInAPackage(of(room))
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(
                        Stream.of(others).map(ArchitectureTest::of).toArray(String[]::new))
                .check(CODE);
    }

    @Test
    void aCallDecidesWithoutThreadSocketOrFile() {
        noClasses()
                .that()
                .resideInAPackage(of("call.state"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Platform.class, JdkPlatform.class)
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "openai", "dynamo", "aws"})
    void anAdapterKnowsOnlyTheCore(String adapter) {
        noClasses()
                .that()
                .resideInAPackage(of(adapter))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(allBut(adapter, "call"))
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "responder", "keeper", "history", "monitor"})
    void aProgramKnowsNoOtherProgramAndNoFake(String program) {
        noClasses()
                .that()
                .resideInAPackage(of(program))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(allBut(program, "call", "agent", "openai", "dynamo", "aws"))
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keeper", "history"})
    void whoNeverTalksToOpenAiKnowsNothingOfIt(String program) {
        noClasses()
                .that()
                .resideInAPackage(of(program))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(of("openai"), "com.openai..")
                .check(CODE);
    }

    @Test
    void aFakeIsIndependentOfWhatItStandsAgainst() {
        noClasses()
                .that()
                .resideInAPackage(of("fakes"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(allBut("fakes", "call"))
                .check(CODE);
    }

    @Test
    void theRoomsOfTheFakesPointOneWay() {
        pointOneWay("fakes");
        roomKnowsOnly("fakes", "http");
        roomKnowsOnly("fakes", "aws", "http");
        roomKnowsOnly("fakes", "table");
        roomKnowsOnly("fakes", "simulation");
        roomKnowsOnly("fakes", "openai.script");
        roomKnowsOnly("fakes", "openai.wire");
        roomKnowsOnly("fakes", "openai.webhook", "openai.script", "openai.wire");
        roomKnowsOnly("fakes", "openai", "http", "openai.script", "openai.webhook", "openai.wire");
    }

    @Test
    void theRoomsOfTheLocalSystemPointOneWay() {
        pointOneWay("local");
        roomKnowsOnly("local", "cli");
        roomKnowsOnly("local", "gateway");
        roomKnowsOnly("local", "lambda");
        roomKnowsOnly("local", "project", "cli", "gateway");
        roomKnowsOnly("local", "dynamo", "cli");
        roomKnowsOnly("local", "calls", "cli", "dynamo");
        roomKnowsOnly("local", "event", "cli", "dynamo", "gateway", "project");
        roomKnowsOnly("local", "system", "calls", "cli", "dynamo", "gateway", "lambda", "project");
        roomKnowsOnly("local", "demo", "calls", "cli", "project", "system");
        roomKnowsOnly(
                "local", "bench", "cli", "dynamo", "event", "gateway", "lambda", "project",
                "system");
        roomKnowsOnly("local", "deploy", "cli", "project");
        roomKnowsOnly("local", "check", "cli", "deploy", "project");
        roomKnowsOnly("local", "openai", "check", "cli", "deploy");
    }

    private static void pointOneWay(String module) {
        slices().matching("io.voxmachina." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    private static void roomKnowsOnly(String module, String room, String... others) {
        var known =
                Stream.concat(Stream.of(room), Stream.of(others))
                        .map(it -> "io.voxmachina." + module + "." + it)
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("io.voxmachina." + module + "." + room)
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage(of(module)).or(resideInAnyPackage(known)))
                .check(CODE);
    }

    @Test
    void theLocalSystemRunsTheProgramsAsTheyArePackaged() {
        noClasses()
                .that()
                .resideInAPackage(of("local"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        PROGRAMS.stream().map(ArchitectureTest::of).toArray(String[]::new))
                .check(CODE);
    }

    /// The platform, the wiring and the programs' entries own them; everybody else is given them.
    @Test
    void timeChanceAndTheEnvironmentArePassedIn() {
        var owners = Set.of("JdkPlatform", "Wiring", "Monitor");
        noClasses()
                .that()
                .resideInAnyPackage(
                        of("call"),
                        of("agent"),
                        of("openai"),
                        of("dynamo"),
                        of("aws"),
                        of("webhook"),
                        of("responder"),
                        of("keeper"),
                        of("history"),
                        of("monitor"))
                .and(isNone(owners))
                .should()
                .callMethodWhere(readsTheWorld())
                .check(CODE);
    }

    private static DescribedPredicate<JavaClass> isNone(Set<String> owners) {
        return DescribedPredicate.describe(
                "are not " + owners,
                it -> {
                    var outer = it.getName().replaceAll("\\$.*", "").replaceAll(".*\\.", "");
                    return !owners.contains(outer) && !outer.endsWith("Handler");
                });
    }

    private static DescribedPredicate<JavaMethodCall> readsTheWorld() {
        var forbidden =
                Set.of(
                        "java.time.Instant.now",
                        "java.lang.System.currentTimeMillis",
                        "java.lang.System.nanoTime",
                        "java.lang.System.getenv",
                        "java.util.UUID.randomUUID",
                        "java.lang.Math.random",
                        "java.lang.Thread.sleep",
                        "java.util.concurrent.ThreadLocalRandom.current");
        return DescribedPredicate.describe(
                "read the clock, chance or the environment",
                call -> forbidden.contains(call.getTargetOwner().getName() + "." + call.getName()));
    }

    private static String of(String module) {
        return "io.voxmachina." + module + "..";
    }

    private static String[] allBut(String... allowed) {
        var all = new java.util.ArrayList<>(ADAPTERS);
        all.addAll(PROGRAMS);
        all.addAll(List.of("call", "fakes", "local"));
        all.removeAll(List.of(allowed));
        return all.stream().map(ArchitectureTest::of).toArray(String[]::new);
    }
}
