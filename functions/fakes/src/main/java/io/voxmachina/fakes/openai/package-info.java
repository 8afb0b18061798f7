/// A scripted OpenAI on this machine: it plays telephone calls over HTTP and WebSocket, and tells
/// what was seen of them. Start with [ScriptedOpenAi].
package io.voxmachina.fakes.openai;
