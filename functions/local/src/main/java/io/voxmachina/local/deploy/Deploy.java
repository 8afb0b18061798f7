package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.project.SampleAgent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Brings a system to AWS: the registry's stack, the image, the main stack. It remembers nothing:
/// each step first asks AWS how things are, so whatever stopped it, it may be run again.
///
/// @param place where
/// @param parameters of template.yaml, as given
/// @param monitor what the image is made of
record Deploy(
        DeployPlace place,
        Map<String, String> parameters,
        MonitorBuild monitor,
        Shell shell,
        AwsCli aws,
        PrintWriter out) {
    private static final String ASSUMED_DIGEST = "sha256:" + "0".repeat(64);

    /// Everything, with the image.
    void withImage() {
        withImageTagged(monitor.tag());
    }

    /// Everything, with an image that is made anew: on what its base is now. Once a day.
    void withNewImage(LocalDate today) {
        withImageTagged(monitor.tag() + "-" + today.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    private void withImageTagged(String tag) {
        var repository = registry();
        system(repository + "@" + image(repository, tag));
        warnOfSavedParameters();
    }

    /// Everything but the image: responders relay each call.
    void withoutImage() {
        system("");
    }

    private String registry() {
        var stack = place.registryStack();
        step("The registry of the image: " + stack);
        stacks().settle(stack, "");
        deploy(
                stack,
                List.of("--template-file", "infra/registry.yaml"),
                Map.of("RepositoryName", place.repository()));
        var assumed =
                "123456789012.dkr.ecr." + aws.region() + ".amazonaws.com/" + place.repository();
        return stacks().output(stack, "Repository", assumed);
    }

    private String image(String repository, String tag) {
        step("The image: " + tag);
        var there = aws.imageDigest(place.repository(), tag, "");
        if (there.isPresent()) {
            out.println("It is in the registry already.");
            return there.get();
        }
        push(repository, tag);
        return aws.imageDigest(place.repository(), tag, ASSUMED_DIGEST)
                .orElseThrow(() -> new Trouble("The image was pushed, but AWS does not show it."));
    }

    private void push(String repository, String tag) {
        var host = repository.substring(0, repository.indexOf('/'));
        aws.push(monitor.push(repository + ":" + tag), host);
    }

    private void system(String image) {
        var stack = place.stack();
        step("The system: " + stack);
        stacks().settle(stack, place.onceItsCallsAreOver());
        stacks().settleUploads();
        var given = new TreeMap<>(parameters);
        given.put("MonitorImage", image);
        var options =
                List.of(
                        "--template-file",
                        "template.yaml",
                        "--resolve-s3",
                        "--s3-prefix", // as `sam deploy --guided` has it (samconfig.toml)
                        stack,
                        "--capabilities",
                        "CAPABILITY_IAM",
                        "CAPABILITY_AUTO_EXPAND");
        deploy(stack, options, given);
        tellNext(stack);
    }

    private void deploy(String stack, List<String> options, Map<String, String> given) {
        var command = new ArrayList<>(List.of("sam", "deploy"));
        command.addAll(options);
        command.addAll(List.of("--stack-name", stack, "--region", aws.region()));
        aws.profile().ifPresent(name -> command.addAll(List.of("--profile", name)));
        command.addAll(List.of("--no-confirm-changeset", "--no-fail-on-empty-changeset"));
        command.add("--parameter-overrides");
        given.forEach((name, value) -> command.add(name + "=" + quoted(value)));
        shell.run(command);
    }

    /// As the SAM CLI reads values: whatever is not plain stands in quotes.
    private static String quoted(String value) {
        if (value.matches("[^\\s\"'\\\\=]+")) return value;
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void tellNext(String stack) {
        step("Deployed");
        var api = "https://EXAMPLE.execute-api." + aws.region() + ".amazonaws.com";
        tell(stack, "WebhookUrl", api + "/webhook");
        tell(stack, "SipAddress", "sip:PROJECT_ID@sip.api.openai.com;transport=tls");
        out.println("  vox doctor --aws --stack " + stack + " says what is missing yet.");
        if (SampleAgent.answers()) out.println("  " + SampleAgent.WARNING);
    }

    /// `sam deploy --guided` saves all parameters. Ours win here, the saved ones in any `sam
    /// deploy` to come.
    private void warnOfSavedParameters() {
        if (!savedParameters().contains("MonitorImage=")) return;
        out.println("  samconfig.toml sets MonitorImage (sam deploy --guided saves it): delete");
        out.println("  parameter_overrides there, or the next sam deploy takes another image, or");
        out.println("  takes the tasks away.");
    }

    private String savedParameters() {
        try {
            return Files.readString(monitor.home().resolve("samconfig.toml"));
        } catch (IOException e) {
            return "";
        }
    }

    private void tell(String stack, String output, String assumed) {
        Optional<String> value = stacks().find(stack, output, assumed);
        value.ifPresent(it -> out.printf("  %-12s%s%n", output, it));
    }

    private Stacks stacks() {
        return new Stacks(aws, out);
    }

    private void step(String what) {
        out.println();
        out.println("== " + what);
        out.flush();
    }
}
