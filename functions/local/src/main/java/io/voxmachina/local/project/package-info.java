/// The project's folder: [Home] finds it, [Template] reads a CloudFormation template in it, and
/// [Deployment] is what the templates say of functions, routes and the task. [SampleAgent] tells
/// whether the agent is the owner's yet, [SamCli] whether a SAM CLI is too old. The tests beside it
// hold the templates and the pages of
/// `docs` against the code.
package io.voxmachina.local.project;
