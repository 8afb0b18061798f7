/// Virtual time, processes that run in it, and the telephone line that OpenAI holds for them, with
/// whatever may go wrong.
package io.voxmachina.fakes.simulation;
