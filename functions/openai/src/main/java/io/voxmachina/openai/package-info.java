/// Webhooks, call control and the Realtime sideband, on openai-java.
package io.voxmachina.openai;
