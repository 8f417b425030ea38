using Microsoft.EntityFrameworkCore;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>Where contexts come from, and whether they are the library's own.</summary>
internal sealed record OptionsContextSource(Func<CancellationToken, ValueTask<DbContext>> CreateAsync, bool IsOwn);
