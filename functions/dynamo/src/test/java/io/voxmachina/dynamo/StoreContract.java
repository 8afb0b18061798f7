package io.voxmachina.dynamo;

/// All that every store promises.
abstract class StoreContract
        implements CallsContract,
                ListsContract,
                LeasesContract,
                MarksContract,
                TurnsContract,
                ToolsContract,
                AgentsAndPostContract,
                ErasureContract {}
