package io.voxmachina.local.cli;

import static io.voxmachina.local.VoxProcess.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.LoopbackApi;
import io.voxmachina.local.LoopbackApi.Asked;
import io.voxmachina.local.LoopbackApi.Said;
import io.voxmachina.local.VoxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The AWS profiles that the AWS CLI can sign in with.
class AwsProfileTest {
    private static final String ROLE =
            """
            [profile phone]
            role_arn = arn:aws:iam::123456789012:role/phone
            source_profile = base
            [profile base]
            aws_access_key_id = AKIABASE
            aws_secret_access_key = local
            """;
    private static final String SSO =
            """
            [profile phone]
            sso_session = home
            sso_account_id = 123456789012
            sso_role_name = phone
            [sso-session home]
            sso_region = eu-west-1
            sso_start_url = https://home.awsapps.com/start
            """;

    /// As `aws sso login` leaves it, in a file named after the session's name.
    private static final String SSO_TOKEN =
            """
            {"startUrl": "https://home.awsapps.com/start", "region": "eu-west-1",
             "accessToken": "token", "expiresAt": "2099-01-01T00:00:00Z"}
            """;
    private static final String SHA1_OF_HOME = "e83249bd3ba79932e16fb1fb5100dafade9954c2";

    @TempDir private Path folder;

    @Test
    void aProfileThatAssumesARoleSignsWithItsKeys() throws Exception {
        assertEquals("ASIAROLE", signedBy(ROLE));
    }

    @Test
    void anSsoSessionIsUsed() throws Exception {
        var cache = Files.createDirectories(folder.resolve(".aws/sso/cache"));
        Files.writeString(cache.resolve(SHA1_OF_HOME + ".json"), SSO_TOKEN);

        assertEquals("ASIASSO", signedBy(SSO));
    }

    @Test
    void whoIsNotSignedInIsToldHow() throws Exception {
        try (var aws = new LoopbackApi(AwsProfileTest::answer)) {
            var vox = vox(aws, SSO);

            assertEquals(1, code(vox.start("calls", "list", "--table", "calls")));

            assertTrue(vox.output().contains("sign in (aws sso login"), vox.output());
        }
    }

    /// Which the SDK does by a module that is not here.
    @Test
    void whoSignsInByAwsLoginIsToldHow() throws Exception {
        try (var aws = new LoopbackApi(AwsProfileTest::answer)) {
            var vox = vox(aws, "[profile phone]\nlogin_session = arn:aws:iam::1:user/me\n");

            assertEquals(1, code(vox.start("calls", "list", "--table", "calls")));

            assertTrue(vox.output().contains("export-credentials"), vox.output());
        }
    }

    /// Whose key the table was asked with.
    private String signedBy(String profiles) throws Exception {
        try (var aws = new LoopbackApi(AwsProfileTest::answer)) {
            var vox = vox(aws, profiles);
            assertEquals(0, code(vox.start("calls", "list", "--table", "calls")), vox::output);
            var credential = aws.asked().getLast().authorization();
            assertTrue(credential.contains("Credential="), credential);
            return credential.replaceFirst(".*Credential=([A-Z]+)/.*", "$1");
        }
    }

    private VoxProcess vox(LoopbackApi aws, String profiles) throws IOException {
        return new VoxProcess(folder, folder.resolve("said"), environment(aws, profiles));
    }

    private Map<String, String> environment(LoopbackApi aws, String profiles) throws IOException {
        var file = Files.writeString(folder.resolve("config"), profiles);
        var environment =
                new HashMap<>(
                        Map.of(
                                "HOME", folder.toString(),
                                "AWS_CONFIG_FILE", file.toString(),
                                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                                "AWS_PROFILE", "phone",
                                "AWS_REGION", "eu-west-1",
                                "AWS_ACCESS_KEY_ID", "", // none, whatever this machine has
                                "AWS_SECRET_ACCESS_KEY", ""));
        for (var service : new String[] {"STS", "SSO", "DYNAMODB"})
            environment.put("AWS_ENDPOINT_URL_" + service, aws.uri().toString());
        return environment;
    }

    /// Of STS's AssumeRole, SSO's GetRoleCredentials and DynamoDB's Query.
    private static Said answer(Asked asked) {
        if (asked.body().contains("Action=AssumeRole")) return new Said(200, assumed());
        if (asked.path().startsWith("/federation/credentials")) return new Said(200, ofSso());
        return new Said(200, "{\"Items\": [], \"Count\": 0, \"ScannedCount\": 0}");
    }

    private static String assumed() {
        return """
                <AssumeRoleResponse><AssumeRoleResult><Credentials>
                <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>local</SecretAccessKey>
                <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                </Credentials></AssumeRoleResult></AssumeRoleResponse>
                """;
    }

    private static String ofSso() {
        return """
                {"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "local",
                 "sessionToken": "token", "expiration": 4070908800000}}
                """;
    }
}
