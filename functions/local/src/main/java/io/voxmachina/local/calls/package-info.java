/// What the records tell: `vox calls` lists, shows and erases calls. Start with [CallsCommand]. A
/// [CallsSource] is where calls are read from, an HTTP API or a table; [CallsTable] and
/// [CallTimeline] print them.
///
/// While a call goes on, [LiveTranscript] prints what its record newly holds, and [LiveView] does
/// so for all calls of a running system.
package io.voxmachina.local.calls;
