/// The whole system on one machine, and the command line.
///
/// Production code runs here as it is deployed and learns nothing of where it is. A function is a
/// package folder ([LambdaSettings]) whose instances ([LambdaFunction]) are processes that ask a
/// [RuntimeApi] for work, as on Lambda; a monitor is a process that FakeEcs starts and stops
/// ([MonitorTasks]); the table is DynamoDB Local ([LocalDynamo]); requests come in through
/// [HttpFront]. Everything listens on the loopback only, every process gets the environment it is
/// given and nothing of ours, and any of them may be killed at any time.
package io.voxmachina.local;
