/// What all commands say and ask in the same way: [Trouble] is why a command gives up, [AwsTrouble]
/// puts AWS's refusals into sentences, [Paint] colours, [Prompt] asks. [Release] is the version
/// that each of them tells, [AwsRegion] the region that the environment names.
package io.voxmachina.local.cli;
