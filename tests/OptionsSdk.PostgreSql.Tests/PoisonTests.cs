using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Rows that somebody typed, as a manager sees them.</summary>
public sealed class PoisonTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private static readonly string[] Malformed =
    [
        "", " ", "{", "}", "[", "[[[", "nul", "NULL", "None", "undefined", "NaN", "Infinity", "-", "+1", "01", "0x10", "1e400", "-1e400", "1,5", "1 2",
        "'single'", "\"unterminated", "\"a\" \"b\"", "\"\\ud800\"", "\"\\q\"", "{\"a\":1,\"a\":2}", "{\"$type\":\"System.Object\"}", "[1,2,]", "// 1",
        "\u0001", "\ufeff1", "null", "{}", "[]", "[null]", "truetrue",
    ];

    [Fact]
    public async Task Whatever_is_typed_into_a_row_keeps_the_last_good_value_and_lets_the_others_change()
    {
        var store = Own(new OptionStore(new PostgreSqlOptionDatabase(Shared.ConnectionString(), new() { Schema = Schema })));
        using var manager = new OptionManager(new OptionRegistry(), store);
        var fine = manager.Register("fine", 0);
        var options = new List<(string Key, string Good, Func<object?> Read)>();
        Add("bool", false, "true");
        Add("int", 1, "2");
        Add("long", 1L, "2");
        Add("double", 1.5, "2.5");
        Add("float", 1.5f, "2.5");
        Add("decimal", 1.5m, "2.5");
        Add("string", "a", "\"b\"");
        Add("time-span", TimeSpan.FromSeconds(1), "\"00:00:02\"");
        Add("guid", Guid.Empty, "\"11111111-2222-3333-4444-555555555555\"");
        Add("date", new DateOnly(2030, 1, 1), "\"2031-02-03\"");
        Add("moment", DateTimeOffset.UnixEpoch, "\"2031-02-03T04:05:06+00:00\"");
        Add("uri", new Uri("https://one.example"), "\"https://two.example/\"");
        await store.StartAsync(Cancellation);
        foreach (var (key, value, _) in options)
        {
            await SqlAsync($"insert into {{s}}.opt_value (ns, key, value) values ('default', '{key}', '{value}')");
        }

        await store.PullAsync(cancellationToken: Cancellation);
        Assert.Empty(manager.InvalidValues);
        var good = options.Select(option => option.Read()).ToArray();
        Assert.DoesNotContain(good, value => value is null);

        foreach (var (malformed, number) in Malformed.Append($"\"{new string('x', 70_000)}\"").Select((malformed, index) => (malformed, index + 1)))
        {
            await SqlAsync($"update {{s}}.opt_value set value = '{malformed.Replace("'", "''", StringComparison.Ordinal)}' where key <> 'fine'");
            await store.WriteAsync(Commit(new StoreWrite("fine", $"{number}")), Cancellation);
            await store.PullAsync(cancellationToken: Cancellation);

            Assert.Equal(number, manager.Get(fine));
            Assert.Equal(good, options.Select(option => option.Read()));
            Assert.Equal(options.Select(option => option.Key).Order(), manager.InvalidValues.Select(invalid => invalid.Option.Key).Order());
        }

        void Add<T>(string key, T defaultValue, string value)
        {
            var typed = manager.Register(key, defaultValue);
            options.Add((key, value, () => manager.Get(typed)));
        }
    }
}
