/// OpenAI, as the rest of the system sees it: webhooks in, calls answered and ended, and the
/// sideband.
///
/// Start with [Webhooks], which turns a delivery into a [Verification]; then [OpenAiCalls], the
/// [io.voxmachina.call.CallControl] of the Realtime API; then [RealtimeSideband], whose links
/// translate what OpenAI sends ([RealtimeEvents]) and what we send ([RealtimeMessages]).
/// [OpenAiClients] holds the one connection to OpenAI that they share.
///
/// OpenAI's words end here: `call_id`, `response`, `conversation.item` and its error codes appear
/// in no other package.
package io.voxmachina.openai;
