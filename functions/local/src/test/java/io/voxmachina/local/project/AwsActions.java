package io.voxmachina.local.project;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a program asks of AWS: the calls of the SDK's clients that its code can reach.
final class AwsActions {
    private static final String OURS = "io.voxmachina.";
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.voxmachina");

    private static final Map<String, String> SERVICES =
            Map.of(
                    "DynamoDbClient", "dynamodb",
                    "LambdaClient", "lambda",
                    "EcsClient", "ecs",
                    "SecretsManagerClient", "secretsmanager");

    private static final Set<String> LOCAL = Set.of("builder", "close");

    private final Set<JavaCodeUnit> seen = new HashSet<>();
    private final Deque<JavaCodeUnit> ahead = new ArrayDeque<>();
    private final Set<CodeUnitAccessTarget> open = new HashSet<>();
    private final Set<String> actions = new TreeSet<>();

    private AwsActions() {}

    /// As policies name them.
    static Set<String> of(String program) {
        var search = new AwsActions();
        CODE.stream()
                .filter(it -> it.getPackageName().equals(OURS + program))
                .forEach(it -> it.getCodeUnits().forEach(search::reach));
        do {
            while (!search.ahead.isEmpty()) search.follow(search.ahead.pop());
            search.implementations();
        } while (!search.ahead.isEmpty());
        return search.actions;
    }

    private void reach(JavaCodeUnit unit) {
        if (seen.add(unit)) ahead.push(unit);
    }

    private void follow(JavaCodeUnit unit) {
        Stream.of(
                        unit.getCallsFromSelf().stream().map(it -> it.getTarget()),
                        unit.getMethodReferencesFromSelf().stream().map(it -> it.getTarget()),
                        unit.getConstructorReferencesFromSelf().stream().map(it -> it.getTarget()))
                .flatMap(it -> it)
                .forEach(this::reach);
    }

    private void reach(CodeUnitAccessTarget target) {
        var owner = target.getOwner();
        var service = SERVICES.get(owner.getSimpleName());
        if (service != null && !LOCAL.contains(target.getName())) {
            actions.add(service + ":" + action(target.getName()));
        } else if (owner.getName().startsWith(OURS)) {
            target.resolveMember().ifPresent(it -> reach((JavaCodeUnit) it));
            if (mayBeAnother(owner)) open.add(target);
        }
    }

    private static boolean mayBeAnother(JavaClass owner) {
        return owner.isInterface() || owner.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /// Of what is called through an interface: in classes that the program makes instances of.
    private void implementations() {
        for (var target : open) {
            target.getOwner().getAllSubclasses().stream()
                    .filter(it -> it.getConstructors().stream().anyMatch(seen::contains))
                    .forEach(it -> reach(it, target));
        }
    }

    private void reach(JavaClass implementation, CodeUnitAccessTarget target) {
        var types = target.getRawParameterTypes().stream().map(JavaClass::getName);
        implementation
                .tryGetMethod(target.getName(), types.toArray(String[]::new))
                .ifPresent(this::reach);
    }

    private static String action(String method) {
        if (method.equals("invoke")) return "InvokeFunction";
        var name = method.replace("Paginator", "");
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
