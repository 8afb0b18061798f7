/// An HTTP server that only this machine can reach, under which [Hosts] it answers, and what it is
/// asked and answers.
package io.voxmachina.fakes.http;
