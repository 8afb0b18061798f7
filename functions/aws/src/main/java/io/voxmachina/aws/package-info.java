/// What every program needs of AWS, apart from the table.
///
/// [LambdaResponders] and [LambdaKeepers] wake functions, [EcsMonitors] starts tasks. A [Secret] is
/// read when it is needed, never before: a snapshot must hold none. [JsonLog] writes what
/// CloudWatch reads. [Environment] turns names and texts into a program's configuration.
package io.voxmachina.aws;
