using Microsoft.Data.Sqlite;
using OptionsSdk;
using Quickstart.Catalogue;

namespace Quickstart.Demo.Steps;

/// <summary>Somebody breaks a row with SQL: the last good value stays, and an event says so. The next good write mends it.</summary>
internal sealed class BrokenRow : IStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Title => "A row broken by hand: the last good value stays in force";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<OptionInvalidValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = stage.Options.OnInvalidValue(invalid => found.TrySetResult(invalid));
        await BreakAsync(stage, cancellationToken);
        stage.Say("with plain SQL       mail.port is now the text \"no port\"");

        var invalid = await found.Task.WaitAsync(Patience, cancellationToken);
        stage.Say($"event                {invalid.Option.Key}: the value in {invalid.Source} {invalid.Error}");
        stage.Say($"read                 {stage.Mail.Port}");
        stage.Expect(invalid is { Option.Key: "mail.port", Source: OptionSource.Store }, "the event to name the row");
        stage.Expect(stage.Mail.Port == 2526, "the last good value");

        await stage.Mail.SetPortAsync(2527, by: "ops", because: "mended", cancellationToken: cancellationToken);
        stage.Say($"mended               {stage.Mail.Port}");
        stage.Expect(stage.Mail.Port == 2527 && stage.Options.InvalidValues.Count == 0, "a good write to mend it");
    }

    private static async Task BreakAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"{OptionsHost.ConnectionString(stage.DatabaseFile)};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "update opt_value set value = '\"no port\"' where key = $key";
        command.Parameters.AddWithValue("$key", MailOptions.Keys.Port.Name);
        stage.Expect(await command.ExecuteNonQueryAsync(cancellationToken) == 1, "one row to be changed");
    }
}
