/// The program that answers the telephone. Lambda starts it for each delivery of OpenAI's webhook,
/// and it has seconds. [Door] tells genuine deliveries from everything else; [IncomingCalls] then
/// claims the call, wakes a responder and the keeper, and has OpenAI accept it.
///
/// Anybody can send it something, so a delivery whose signature is wrong stores nothing and touches
/// no call. The program itself holds no call and opens no sideband.
package io.voxmachina.webhook;
