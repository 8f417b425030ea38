namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class SqliteTablesOfThisPackageContractTests() : SqliteSharedWithRawProviderContractTests(rawFirst: false);
