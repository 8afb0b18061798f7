package io.voxmachina.dynamo;

/// All that every store promises.
abstract class StoreContract
        implements CallsContract,
                ListsContract,
                LeasesContract,
                HandOversContract,
                WishesContract,
                MarksContract,
                EndingsContract,
                LaunchesContract,
                TurnsContract,
                ToolsContract,
                AgentsAndPostContract,
                ErasureContract {}
