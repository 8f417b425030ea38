using Microsoft.Extensions.Time.Testing;
using OptionsSdk.PostgreSql.Signals;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class SignalGateTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _passed = [];
    private readonly SignalGate _gate;

    public SignalGateTests() => _gate = new(_time) { Passed = _passed.Add };

    public void Dispose() => _gate.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("١")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("00000000000000000000000001")]
    [InlineData("mail.port=25")]
    public void A_payload_that_is_no_plausible_revision_is_ignored(string payload)
    {
        _gate.Hint(payload);

        Assert.Empty(_passed);
    }

    [Fact]
    public void A_revision_passes_at_once()
    {
        _gate.Hint("7");

        Assert.Equal([7], _passed);
    }

    [Fact]
    public void What_was_read_already_is_no_news()
    {
        _gate.Note(7);

        _gate.Hint("7");
        _gate.Hint("8");

        Assert.Equal([8], _passed);
    }

    [Fact]
    public void Forged_revisions_pass_five_times_a_second()
    {
        for (var forged = 1; forged <= 10_000; forged++)
        {
            _gate.Hint($"{1000 + forged}");
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(_passed.Count, 50, 55);
    }

    [Fact]
    public void What_was_held_back_passes_later_as_its_highest()
    {
        for (var revision = 1; revision <= 9; revision++)
        {
            _gate.Hint($"{revision}");
        }

        Assert.Equal([1, 2, 3, 4, 5], _passed);
        _time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal([1, 2, 3, 4, 5, 9], _passed);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(6, _passed.Count);
    }

    [Fact]
    public void True_revisions_are_never_held_back()
    {
        for (var revision = 1; revision <= 1000; revision++)
        {
            _gate.Hint($"{revision}");
            _gate.Note(revision);
        }

        Assert.Equal(Enumerable.Range(1, 1000).Select(revision => (long)revision), _passed);
    }

    [Fact]
    public void A_read_that_proves_a_hint_lets_the_one_behind_it_pass()
    {
        for (var revision = 1; revision <= 9; revision++)
        {
            _gate.Hint($"{revision}");
        }

        _gate.Note(8);

        Assert.Equal([1, 2, 3, 4, 5, 9], _passed);
    }

    [Fact]
    public void A_read_that_brings_what_was_held_back_lets_nothing_pass()
    {
        for (var revision = 1; revision <= 9; revision++)
        {
            _gate.Hint($"{revision}");
        }

        _gate.Note(9);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([1, 2, 3, 4, 5], _passed);
    }
}
