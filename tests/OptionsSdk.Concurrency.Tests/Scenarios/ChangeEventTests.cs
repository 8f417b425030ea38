using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Changes;
using OptionsSdk.Concurrency.Tests.Exploration;
using OptionsSdk.Generated;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;
using OptionsSdk.Settings;

namespace OptionsSdk.Concurrency.Tests.Scenarios;

/// <summary>What the publisher tells of its publications.</summary>
public sealed class ChangeEventTests
{
    [Fact]
    public void Every_real_change_is_told_once_in_order_and_when_it_can_be_read() => Schedules.Explore(ThreeReloads);

    private static async Task ThreeReloads()
    {
        var settings = new ReplaceableSettings();
        var changes = new ChangeHub<OptionChange>(NullLogger.Instance);
        var publisher = new SnapshotPublisher(changes, new(NullLogger.Instance), keys => new SettingsReader(settings, keys), NullLogger.Instance);
        var words = new OneWord();
        publisher.Add(_ =>
        {
            var definition = new OptionDefinition<int>("race.number", OptionFlags.Default, OptionCodecs.Of<int>(), 0, true, null, null, [], null);
            var slot = definition.CreateSlot(0, new OverrideStack(), publisher.Holder);
            slot.Bind(words, new(OptionWordKind.Bits32, 0));
            return [slot];
        });

        // A filter runs where an event is handed out; a handler would run at some time later.
        var (told, failure) = (0, string.Empty);
        using var subscription = changes.Subscribe(
            change =>
            {
                var typed = (OptionChange<int>)change;
                if (typed.OldValue != told || typed.NewValue == told || words.Words32[0] != typed.NewValue)
                {
                    failure += $"after {told} came '{change}' with the word at {words.Words32[0]}; ";
                }

                told = typed.NewValue;
                return false;
            },
            _ => { });
        await Flows.RunAsync(() => Reload(1), () => Reload(2), () => Reload(1));
        Assert.Equal(string.Empty, failure);
        Assert.Equal(settings["race.number"], $"{told}");
        Assert.Equal(told, words.Words32[0]);
        Assert.Equal($"{told}", publisher.Current.Require("race.number").CurrentJson());

        Task Reload(int value)
        {
            settings.Replace(("race.number", $"{value}"));
            publisher.ReloadSettings();
            return Task.CompletedTask;
        }
    }

    private sealed class OneWord : IOptionGroup
    {
        private readonly int[] _words = [OptionWord.Poison32];

        public Span<int> Words32 => _words;

        public Span<long> Words64 => default;

        public Span<object?> WordReferences => default;

        public void Declare(OptionGroupDeclaration declaration) => throw new NotSupportedException();
    }
}
