/// The calls table in memory.
package io.voxmachina.fakes.table;
