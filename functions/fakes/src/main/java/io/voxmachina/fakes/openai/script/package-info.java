/// What a scripted call will be: who dials, what each side says, what goes wrong.
package io.voxmachina.fakes.openai.script;
