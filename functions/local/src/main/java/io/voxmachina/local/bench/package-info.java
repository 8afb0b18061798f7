/// `vox bench`: how fast the programs start and answer. [BenchCommand] times a process
/// ([RuntimeTrial]) at its work ([Workload]) in a world whose own time is known ([BenchWorld],
/// [TimedProxy]).
package io.voxmachina.local.bench;
