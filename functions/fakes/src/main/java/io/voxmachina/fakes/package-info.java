/// Test doubles as product code.
package io.voxmachina.fakes;
