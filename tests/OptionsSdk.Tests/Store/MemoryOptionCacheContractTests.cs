using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.Tests.Store;

public sealed class MemoryOptionCacheContractTests : OptionCacheContract
{
    private readonly MemoryOptionCache _cache = new();

    protected override bool KeepsFills => true;

    protected override IOptionCache Open() => _cache;
}
