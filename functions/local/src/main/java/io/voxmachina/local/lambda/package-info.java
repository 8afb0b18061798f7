/// Lambda on this machine. A [LambdaFunction] is a package folder ([LambdaSettings]) whose
/// instances ([LambdaInstance]) are processes, each started as a [ChildJvm] and used again when
/// idle.
///
/// Inside such a process [LambdaHost] is the main class: it asks the [RuntimeApi] for work, by a
/// [RuntimeClient], and runs the handler that it finds in the package ([FunctionCode]). A process
/// gets the environment it is given and nothing of ours, and may be killed at any time.
package io.voxmachina.local.lambda;
