/// The way to AWS and back: `vox deploy` and `vox undeploy`. Start with [Deploy]: each step first
/// asks AWS how things are, so it may be stopped and run again.
///
/// [DeployPlace] says where. [Stacks] are CloudFormation's stacks as they are now, asked by AWS's
/// command line ([AwsCli]) in a [Shell]: the [Terminal], or a [DryShell] that only prints. What
/// others ask of a deployed stack is in [StackSettings] and [WebhookPlace].
package io.voxmachina.local.deploy;
