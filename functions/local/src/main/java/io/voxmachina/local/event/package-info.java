/// One function, one event, as `sam local invoke` has it. `vox event` makes a sample of `events/`
/// as if it came now ([SampleEvents], [FreshEvent]); `vox fakes` keeps up what the function finds
/// around it ([SampleWorld]).
package io.voxmachina.local.event;
