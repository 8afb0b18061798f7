package io.voxmachina.call.run;

import io.voxmachina.call.CallControl;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Monitors;
import io.voxmachina.call.Responders;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Toolbox;
import io.voxmachina.call.Transcripts;
import java.util.Optional;

/// The ports through which a controller's commands act.
///
/// @param leases who may act
/// @param calls for reading the record again
/// @param transcripts what was said and done
/// @param sideband the listening socket
/// @param control hanging up
/// @param toolbox the tools
/// @param monitors starting tasks; absent where a deployment has none
/// @param responders waking a successor
public record Ports(
        Leases leases,
        Calls calls,
        Transcripts transcripts,
        Sideband sideband,
        CallControl control,
        Toolbox toolbox,
        Optional<Monitors> monitors,
        Responders responders) {}
