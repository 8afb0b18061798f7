package io.voxmachina.dynamo;

/// Every write is sent twice and the first answer is lost: all promises still hold.
class LostAnswersTest extends StoreContract {
    private final Store store = store(LocalTable.fresh());

    private static Store store(Table table) {
        var repeating = Interception.repeatingWrites(table.client());
        return LocalTable.store(new Table(repeating, table.name(), table.maxItems()));
    }

    @Override
    public Store store() {
        return store;
    }
}
