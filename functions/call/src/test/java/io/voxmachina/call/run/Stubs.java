package io.voxmachina.call.run;

import io.voxmachina.call.CallControl;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Responders;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Toolbox;
import io.voxmachina.call.Transcripts;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;

/// Ports whose every method does the same.
final class Stubs {
    private Stubs() {}

    static <T> T of(Class<T> port, Supplier<?> answer) {
        var stub =
                Proxy.newProxyInstance(
                        port.getClassLoader(), new Class<?>[] {port}, (_, _, _) -> answer.get());
        return port.cast(stub);
    }

    static Ports ports(Supplier<?> leases, Supplier<?> calls, Supplier<?> transcripts) {
        return new Ports(
                of(Leases.class, leases),
                of(Calls.class, calls),
                of(Transcripts.class, transcripts),
                of(Sideband.class, Optional::empty),
                of(CallControl.class, Optional::empty),
                of(Toolbox.class, Optional::empty),
                Optional.empty(),
                of(Responders.class, Optional::empty));
    }
}
