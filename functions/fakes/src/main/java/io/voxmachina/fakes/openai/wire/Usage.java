package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Invented token counts in the published shape (realtime reference, response usage).
public final class Usage {
    private Usage() {}

    /// Of a response with so many letters.
    public static ObjectNode of(int letters) {
        int in = 120;
        int out = 10 + letters;
        var usage = JsonTree.object().put("total_tokens", in + out);
        usage.put("input_tokens", in).put("output_tokens", out);
        var input = usage.putObject("input_token_details");
        input.put("text_tokens", 80).put("audio_tokens", 40).put("image_tokens", 0);
        input.put("cached_tokens", 64);
        var cached = input.putObject("cached_tokens_details");
        cached.put("text_tokens", 64).put("audio_tokens", 0).put("image_tokens", 0);
        var output = usage.putObject("output_token_details");
        output.put("text_tokens", 10).put("audio_tokens", letters);
        return usage;
    }

    /// Of the caller's words, so many letters.
    public static ObjectNode ofTranscription(int letters) {
        int out = 1 + letters / 4;
        var usage = JsonTree.object().put("type", "tokens").put("total_tokens", 30 + out);
        usage.put("input_tokens", 30).put("output_tokens", out);
        usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", 30);
        return usage;
    }
}
