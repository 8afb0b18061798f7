/// What a phone call is and decides; the ports. JDK only.
package io.voxmachina.call;
