namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class SqliteTablesOfRawProviderContractTests() : SqliteSharedWithRawProviderContractTests(rawFirst: true);
