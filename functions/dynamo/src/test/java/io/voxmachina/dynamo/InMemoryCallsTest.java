package io.voxmachina.dynamo;

class InMemoryCallsTest extends StoreContract {
    private final Store store = Store.inMemory();

    @Override
    public Store store() {
        return store;
    }
}
