using System.Reflection;
using OptionsSdk;
using OptionsSdk.Errors;

namespace Quickstart.Tests;

/// <summary>Keeps the README's tables at what the library really has.</summary>
public sealed class ReadmeTests
{
    private readonly IReadOnlyList<string[]> _cells = ReadCells();

    [Fact]
    public void The_table_of_flags_names_every_flag_with_its_bits() =>
        Assert.Equal(
            Enum.GetValues<OptionFlags>().Where(static flag => flag != OptionFlags.None).Select(static flag => $"{(int)flag} `{flag}`").Order(StringComparer.Ordinal),
            _cells.Where(static cells => int.TryParse(cells[0], out _) && cells[1].StartsWith('`')).Select(static cells => $"{cells[0]} {cells[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_errors_names_every_id() =>
        Assert.Equal(
            typeof(OptionErrorIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => $"{field.GetRawConstantValue()} `{field.Name}`").Order(StringComparer.Ordinal),
            _cells.Where(static cells => cells[0].StartsWith("OSDK", StringComparison.Ordinal)).Select(static cells => $"{cells[0]} {cells[1]}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_errors_names_exceptions_that_exist() =>
        Assert.All(
            _cells.Where(static cells => cells[0].StartsWith("OSDK", StringComparison.Ordinal)),
            static cells => Assert.True(typeof(OptionException).IsAssignableFrom(typeof(OptionException).Assembly.GetType($"OptionsSdk.Errors.{cells[2].Trim('`')}"))));

    private static List<string[]> ReadCells()
    {
        using var stream = typeof(ReadmeTests).Assembly.GetManifestResourceStream("README.md")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(static line => line.StartsWith('|')).Select(static line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])];
    }
}
