/// The part of AWS that a deployment talks to, over HTTP: stacks, their bucket, the registry of
/// images. Real command lines are its clients.
package io.voxmachina.local.deploy.account;
