using System.Globalization;
using OptionsSdk.Generated;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Concurrency.Tests;

/// <summary>One process: the real manager and store over a fake database and replaceable settings.</summary>
internal sealed class RaceProcess : IAsyncDisposable
{
    public RaceProcess()
    {
        Store = new(Database);
        Manager = new(new OptionRegistry().Add<RaceOptions>(), Store, Settings);
        Options = Manager.Group<RaceOptions>();
    }

    public FakeOptionDatabase Database { get; } = new();

    public OptionStore Store { get; }

    public ReplaceableSettings Settings { get; } = new();

    public OptionManager Manager { get; }

    public RaceOptions Options { get; }

    /// <summary>Whether all fast words hold values, so that nobody is sent the slow way.</summary>
    public bool AreWordsFast
    {
        get
        {
            IOptionGroup group = Options;
            return group.Words32[0] != OptionWord.Poison32 && group.Words64[0] != OptionWord.Poison64
                && group.WordReferences[0] is not null && group.WordReferences[1] is not null;
        }
    }

    /// <summary>Writes all options in one revision, as another process does; the value is the revision.</summary>
    public int Commit()
    {
        lock (Database)
        {
            var value = (int)Database.Server.Head.Revision + 1;
            Database.CommitDirectly(
                new("race.number", $"{value}"), new("race.big", $"{value}"), new("race.text", $"\"{value}\""), new("race.time", $"\"{TimeSpan.FromSeconds(value):c}\""));
            return value;
        }
    }

    /// <summary>Brings the process to what was committed: when this returns, all reads see it.</summary>
    public async Task FollowAsync(int committed)
    {
        await Store.PullAsync(committed);
        RequireAtLeast(committed);
    }

    /// <summary>All ways of reading see a value or a later one, and agree in the order in which they were asked.</summary>
    public void RequireAtLeast(int expected)
    {
        var number = Options.Number;
        var big = Options.Big;
        var text = int.Parse(Options.Text, CultureInfo.InvariantCulture);
        var captured = Options.Snapshot();
        var time = (int)Options.Time.TotalSeconds;
        int[] seen = [expected, number, (int)big, text, captured.Number, (int)captured.Time.TotalSeconds, time];
        Assert.True(seen.SequenceEqual(seen.Order()), $"Reads ran back: {string.Join(", ", seen)}.");
    }

    /// <summary>All ways of reading agree on a value, and the words are fast.</summary>
    public void RequireSettled(int expected)
    {
        var snapshot = Manager.Capture();
        Assert.Equal(
            (expected, expected, $"{expected}", TimeSpan.FromSeconds(expected)),
            (Options.Number, Options.Big, Options.Text, Options.Time));
        Assert.Equal(expected, snapshot.Get(RaceOptions.Keys.Number));
        Assert.Equal(expected, Manager.Get(RaceOptions.Keys.Big));
        Assert.True(AreWordsFast, "A word is left poisoned.");
    }

    public ValueTask DisposeAsync()
    {
        Manager.Dispose();
        return Store.DisposeAsync();
    }
}
