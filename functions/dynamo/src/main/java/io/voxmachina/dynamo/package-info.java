/// The calls table.
package io.voxmachina.dynamo;
