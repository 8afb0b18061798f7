/// Test doubles as product code, each in the package named after what it stands for.
///
/// [io.voxmachina.fakes.openai] is OpenAI, over the network; its scripts, its webhooks and its JSON
/// have packages of their own. [io.voxmachina.fakes.aws] is Lambda, ECS and Secrets Manager behind
/// [io.voxmachina.fakes.http], [io.voxmachina.fakes.table] the calls table. In
/// [io.voxmachina.fakes.simulation] whole programs run in virtual time.
///
/// So OpenAI is there twice: `openai` speaks its JSON over sockets in real time, and
/// `simulation` speaks [io.voxmachina.call.CallEvent]s in virtual time.
package io.voxmachina.fakes;
