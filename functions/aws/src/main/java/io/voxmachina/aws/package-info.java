/// Waking functions, starting tasks, reading secrets, logs: what every program needs of AWS.
package io.voxmachina.aws;
