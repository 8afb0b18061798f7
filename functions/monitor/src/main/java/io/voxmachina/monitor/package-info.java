/// The companion: a Fargate task for one call. A responder starts it; it attaches, asks for the
/// call, holds it to the end and leaves.
///
/// It takes no second call, and opens no port: nothing reaches it but what it asked for.
package io.voxmachina.monitor;
