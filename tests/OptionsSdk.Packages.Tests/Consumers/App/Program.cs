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
await mail.SetHostAsync("relay.example.com", by: "app").ConfigureAwait(false);
await mail.SetPortAsync(mail.Port + 1, by: "app").ConfigureAwait(false);
await mail.SetTimeoutAsync(TimeSpan.FromMinutes(1), by: "app").ConfigureAwait(false);
await mail.SetCopiesAsync(["a@example.com", "b@example.com"], by: "app").ConfigureAwait(false);
await options.SetAsync(MailOptions.Keys.Security, Security.None, by: "app").ConfigureAwait(false);
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
