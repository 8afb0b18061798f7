/// The command line. [Vox] names the commands; each is in the room of what it commands.
///
/// The whole system on one machine: `vox local`, `vox dial` and all that they start are in
/// [io.voxmachina.local.system], which puts together what stands for AWS:
/// [io.voxmachina.local.gateway], [io.voxmachina.local.lambda] and [io.voxmachina.local.dynamo].
/// [io.voxmachina.local.demo] plays a call through it, [io.voxmachina.local.calls] shows the record
/// of any, [io.voxmachina.local.event] is for one function by itself (`vox event`, `vox fakes`),
/// [io.voxmachina.local.bench] times the programs.
///
/// The system in an AWS account: [io.voxmachina.local.deploy] brings it there (`vox deploy`, `vox
/// undeploy`), [io.voxmachina.local.openai] tells OpenAI of it, [io.voxmachina.local.check] says
/// whether all is well (`vox doctor`, `vox smoke`).
///
/// What several of them need is in [io.voxmachina.local.project] and [io.voxmachina.local.cli].
package io.voxmachina.local;
