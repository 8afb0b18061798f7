/// The agent document: JSON in, a checked Agent out.
package io.voxmachina.agent;
