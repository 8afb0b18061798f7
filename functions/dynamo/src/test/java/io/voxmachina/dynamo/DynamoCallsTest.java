package io.voxmachina.dynamo;

class DynamoCallsTest extends StoreContract {
    private final Store store = LocalTable.store(LocalTable.fresh());

    @Override
    public Store store() {
        return store;
    }
}
