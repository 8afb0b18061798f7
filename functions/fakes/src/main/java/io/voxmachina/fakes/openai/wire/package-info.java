/// OpenAI's JSON: what comes in is read strictly, what goes out has the published shapes.
package io.voxmachina.fakes.openai.wire;
