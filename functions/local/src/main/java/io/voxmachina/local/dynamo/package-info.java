/// DynamoDB on this machine: [LocalDynamo] serves it, [LocalClients] makes clients for it,
/// [DataFolder] is where its calls outlive a restart, for one system at a time ([FolderLock]).
package io.voxmachina.local.dynamo;
