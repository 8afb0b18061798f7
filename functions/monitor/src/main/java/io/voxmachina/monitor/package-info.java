/// The companion: a Fargate task per call.
package io.voxmachina.monitor;
