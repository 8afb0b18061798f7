/// `vox demo`: one scripted call through the deployed code. [DemoCommand] plays it, [DemoTrouble]
/// kills programs in the middle of it, [DemoSteps] tells how long its steps took, and [DemoVerdict]
/// holds the record against what was said.
package io.voxmachina.local.demo;
