using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Errors;

namespace OptionsSdk.Concurrency.Tests.Models;

/// <summary>The real process under operations of several threads. Each operation checks what it may rely on when it returns.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The sampler does not dispose its states; they hold nothing but memory.")]
internal sealed class ParallelProcess
{
    private readonly RaceProcess _process = new();

    public void WriteNumber(int value) => _process.Options.SetNumberAsync(value).AsTask().GetAwaiter().GetResult();

    public void WriteText(int value) => _process.Options.SetTextAsync($"{value}").AsTask().GetAwaiter().GetResult();

    public void CommitAndPull()
    {
        _process.Database.CommitDirectly(new("race.big", "7"), new("race.time", "\"00:00:07\""));
        _process.Store.PullAsync(_process.Database.Server.Head.Revision).AsTask().GetAwaiter().GetResult();
        Assert.Equal((7, TimeSpan.FromSeconds(7)), (_process.Options.Big, _process.Options.Time));
    }

    public void Reload(int value) => _process.Settings.Replace(("late.key", $"{value}"));

    public void Register(int value)
    {
        try
        {
            _process.Manager.Register("late.key", value);
        }
        catch (OptionRegistrationException)
        {
            // Somebody was first.
        }
    }

    public void OpenAndClose(int value)
    {
        using (_process.Manager.Override(RaceOptions.Keys.Number, 100 + value))
        {
            Assert.Equal((100 + value, 100 + value), (_process.Options.Number, _process.Options.Snapshot().Number));
        }

        Assert.InRange(_process.Options.Number, 0, 99);
    }

    public bool Equals(ParallelProcess other) => Describe() == other.Describe();

    public override string ToString() => Describe();

    private string Describe()
    {
        var options = _process.Options;
        var snapshot = options.Snapshot();
        var late = _process.Manager.All.Any(static option => option.Key == "late.key") ? _process.Manager.GetText("late.key") : "none";
        return $"{options.Number}={snapshot.Number} {options.Text}={snapshot.Text} {options.Big}={snapshot.Big} {options.Time}={snapshot.Time} {late} {_process.Manager.Capture().Revision} {_process.AreWordsFast}";
    }
}
