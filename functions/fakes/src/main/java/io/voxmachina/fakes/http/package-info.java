/// An HTTP server that only this machine can reach, and what it is asked and answers.
package io.voxmachina.fakes.http;
