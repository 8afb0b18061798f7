/// Whether all is well, and what to do if not. `vox doctor` looks at this machine, the environment
/// and the AWS account ([MachineCheck], [OpenAiCheck], [AwsCheck]); `vox smoke` tries a deployed
/// system from outside ([Smoke]). Both make a [Finding] of each thing.
package io.voxmachina.local.check;
