using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Observing;

/// <summary>The page of observability against what the assemblies really have, both ways.</summary>
public sealed partial class ObservabilityPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/OptionsSdk/docs/observability.md")));

    [Fact]
    public void Ids_of_log_messages_are_unique_across_all_assemblies()
    {
        var messages = Messages();
        Assert.Equal(messages.Length, messages.DistinctBy(static message => message.Id).Count());
    }

    [Fact]
    public void Ids_names_and_levels_of_log_messages_are_those_of_the_page()
    {
        var documented = MessageRow().Matches(Section("Log messages"))
            .Select(static row => (int.Parse(row.Groups[1].ValueSpan, provider: null), row.Groups[2].Value, row.Groups[3].Value));
        Assert.Equal(Messages().Order(), documented.Order());
    }

    [Fact]
    public void Messages_of_more_than_one_assembly_are_looked_at() =>
        Assert.Superset(new HashSet<int> { 1001, 2000, 2100, 5420, 5430, 5440 }, Messages().Select(static message => message.Id).ToHashSet());

    [Fact]
    public async Task Instruments_kinds_and_units_are_those_of_the_page()
    {
        var instruments = new ConcurrentDictionary<string, string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "OptionsSdk")
                {
                    instruments[instrument.Name] = $"{Kind(instrument)} {instrument.Unit}";
                }
            },
        };
        listener.Start();

        // Instruments are made when they are first needed.
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "\"bad\"");

        var documented = InstrumentRow().Matches(Section("Instruments")).ToDictionary(static row => row.Groups[1].Value, static row => $"{row.Groups[2].Value} {row.Groups[3].Value}");
        Assert.Equal(documented.OrderBy(static pair => pair.Key, StringComparer.Ordinal), instruments.OrderBy(static pair => pair.Key, StringComparer.Ordinal));

        static string Kind(Instrument instrument) => instrument.GetType().Name switch
        {
            "Counter`1" => "counter",
            "Histogram`1" => "histogram",
            "ObservableGauge`1" => "gauge",
            var other => other,
        };
    }

    [Fact]
    public async Task Activities_and_their_tags_are_on_the_page()
    {
        await using var fixture = new ManagerFixture();
        using var activities = new RecordedActivities();
        await fixture.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: ManagerFixture.Token);
        await fixture.Store.PullAsync(cancellationToken: ManagerFixture.Token);
        fixture.Settings.Replace(("test.host", "x"));

        var documented = ActivityRow().Matches(Section("Activities")).Select(static row => $"{row.Groups[1].Value}: {row.Groups[2].Value.Replace("`", "", StringComparison.Ordinal)}");
        var seen = activities.All
            .DistinctBy(static activity => activity.OperationName)
            .Select(static activity => $"{activity.OperationName}: {string.Join(", ", activity.TagObjects.Select(static tag => tag.Key))}");
        Assert.Equal(documented.Select(static row => row.TrimEnd()).Order(), seen.Select(static row => row.TrimEnd()).Order());
    }

    private static (int Id, string Name, string Level)[] Messages() =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, "OptionsSdk*.dll")
            .Where(static path => !Path.GetFileNameWithoutExtension(path).EndsWith("Tests", StringComparison.Ordinal))
            .SelectMany(static path => Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(path))).GetTypes())
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(static method => (method, attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(static pair => pair.attribute is not null)
            .Select(static pair => (pair.attribute!.EventId, pair.attribute.EventName ?? pair.method.Name, pair.attribute.Level.ToString()))];

    private static string Section(string heading) => Page.Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\| (\d+) \| `(\w+)` \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex MessageRow();

    [GeneratedRegex(@"^\| `([\w.]+)` \| (\w+) \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `([\w.]+)` \| ([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex ActivityRow();
}
