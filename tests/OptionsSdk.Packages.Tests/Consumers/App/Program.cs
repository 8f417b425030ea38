using System.Collections.Immutable;
using App;
using OptionsSdk;
using OptionsSdk.Errors;
using OptionsSdk.Sqlite;
using OptionsSdk.Store;

var database = new SqliteOptionDatabase($"Data Source={args[0]}");
await using var disposingDatabase = database.ConfigureAwait(false);
var store = new OptionStore(database, settings: new() { StartupMode = StartupMode.Required });
await using var disposingStore = store.ConfigureAwait(false);
using var options = new OptionManager(OptionsSdk.Generated.Registries.App.Create(), store);
await store.StartAsync().ConfigureAwait(false);
var mail = options.Group<MailOptions>();

Console.WriteLine($"found {mail.Host}:{mail.Port} {mail.Timeout} [{string.Join(' ', mail.Copies)}] {mail.Security}");
Console.WriteLine($"found {Show(mail.Fallback)} {string.Join(' ', mail.Relays.Select(static relay => $"{relay.Key}={Show(relay.Value)}"))}");
await mail.SetHostAsync("relay.example.com", by: "app").ConfigureAwait(false);
await mail.SetPortAsync(mail.Port + 1, by: "app").ConfigureAwait(false);
await mail.SetTimeoutAsync(TimeSpan.FromMinutes(1), by: "app").ConfigureAwait(false);
await mail.SetCopiesAsync(["a@example.com", "b@example.com"], by: "app").ConfigureAwait(false);
await options.SetAsync(MailOptions.Keys.Security, Security.None, by: "app").ConfigureAwait(false);
await mail.SetFallbackAsync(mail.Fallback with { Port = mail.Fallback.Port + 1, Security = Security.None }, by: "app").ConfigureAwait(false);
await mail.SetRelaysAsync(
    new Dictionary<string, Relay> { ["eu"] = new("eu.example.com", 587, Timeout: TimeSpan.FromSeconds(5), Domains: ["b.example", "a.example"], Costs: ImmutableSortedDictionary<string, decimal>.Empty.Add("bulk", 0.10m)) },
    by: "app").ConfigureAwait(false);
Console.WriteLine($"wrote {mail.Host}:{mail.Port} {mail.Timeout} [{string.Join(' ', mail.Copies)}] {mail.Security}");

try
{
    // The key is worked out here, so that only the manager can refuse it.
    await options.SetTextAsync(string.Join('.', "mail", "list-namespace"), "elsewhere").ConfigureAwait(false);
}
catch (OptionNotWritableException refused)
{
    Console.WriteLine($"refused {refused.Key}");
}

static string Show(Relay relay) =>
    $"{relay.Host}:{relay.Port}/{relay.Security}/{relay.Timeout}/{string.Join(',', relay.Domains)}/{string.Join(',', (relay.Costs ?? ImmutableSortedDictionary<string, decimal>.Empty).Select(static cost => $"{cost.Key}:{cost.Value}"))}";
