/// Looks for calls that nobody holds.
package io.voxmachina.keeper;
