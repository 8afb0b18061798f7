/// The public door: verify, claim, wake, accept.
package io.voxmachina.webhook;
