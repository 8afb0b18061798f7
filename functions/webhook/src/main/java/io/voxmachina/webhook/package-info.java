/// The public door: verify, claim, gate, wake, accept.
package io.voxmachina.webhook;
