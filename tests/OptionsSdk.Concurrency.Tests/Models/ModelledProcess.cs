using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Generated;
using OptionsSdk.Store;

namespace OptionsSdk.Concurrency.Tests.Models;

/// <summary>The real process under the operations of <see cref="ValueModel"/>: its options <c>Number</c> and <c>Text</c> are 0 and 1.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The sampler does not dispose its states; they hold nothing but memory.")]
internal sealed class ModelledProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RaceProcess _process = new();
    private readonly List<IDisposable> _scopes = [];
    private readonly ConcurrentQueue<OptionChange> _told = new();
    private (string Key, string? Value)[] _pairs = [];
    private int _mark;
    private readonly ExecutionContext _elsewhere = ExecutionContext.Capture()!;
    private ExecutionContext _flow = ExecutionContext.Capture()!;
    private bool _isDisposed;

    public ModelledProcess() => _process.Manager.OnChange(_told.Enqueue);

    public void Commit(int option, int? value, bool isGood) =>
        _process.Database.CommitDirectly(new StoreWrite(Key(option), !isGood ? "[]" : value is null ? null : option == 0 ? $"{value}" : $"\"{value}\""));

    public void Pull() => Finish(_process.Store.PullAsync().AsTask());

    public void Write(int option, int value)
    {
        if (_isDisposed)
        {
            Commit(option, value, true);
            Pull();
        }
        else
        {
            Finish(option == 0 ? _process.Options.SetNumberAsync(value).AsTask() : _process.Options.SetTextAsync($"{value}").AsTask());
        }
    }

    public void Reload(int? number, int? text) => Replace((Key(0), number?.ToString()), (Key(1), text?.ToString()));

    public void ReloadBadNumber(int? text) => Replace((Key(0), "many"), (Key(1), text?.ToString()));

    public void Open(int option, int value) =>
        InFlow(() => _scopes.Add(option == 0
            ? _process.Manager.Override(RaceOptions.Keys.Number, value)
            : _process.Manager.Override(RaceOptions.Keys.Text, $"{value}")));

    public void Close(int index)
    {
        if (_scopes.Count > 0)
        {
            InFlow(_scopes[index % _scopes.Count].Dispose);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _process.Manager.Dispose();
    }

    /// <summary>Every way of reading says what the model says, the words are fast unless overridden, and each change was told once.</summary>
    public bool Equals(ValueModel model)
    {
        var isEqual = false;
        InFlow(() => isEqual = AreReadsEqual(model));
        return isEqual && AreChangesTold(model);
    }

    public override string ToString() => $"{_process.Options.Number}, {_process.Options.Text}; told {string.Join("; ", _told)}";

    private static string Key(int option) => option == 0 ? "race.number" : "race.text";

    // The fakes answer at once, so there is nothing to wait for.
    private static void Finish(Task task) => task.GetAwaiter().GetResult();

    // The sampler does not run all operations in one flow, and overrides belong to a flow.
    private void InFlow(Action action) =>
        ExecutionContext.Run(
            _flow,
            _ =>
            {
                action();
                _flow = ExecutionContext.Capture()!;
            },
            null);

    private bool AreReadsEqual(ValueModel model)
    {
        IOptionGroup group = _process.Options;
        var snapshot = _process.Options.Snapshot();
        var stranger = ReadElsewhere();
        return _process.Options.Number == model.Read(0) && _process.Options.Text == $"{model.Read(1)}"
            && _process.Manager.Get(RaceOptions.Keys.Number) == model.Read(0) && _process.Manager.GetText(Key(1)) == $"{model.Read(1)}"
            && snapshot.Number == model.Read(0) && snapshot.Text == $"{model.Read(1)}"
            && stranger == (model.Value(0), $"{model.Value(1)}")
            && (group.Words32[0] == OptionWord.Poison32) == model.IsOverridden(0)
            && (group.WordReferences[0] is null) == model.IsOverridden(1);
    }

    private void Replace(params (string Key, string? Value)[] pairs)
    {
        _pairs = [.. pairs.Where(static pair => pair.Value is not null)];
        _process.Settings.Replace([.. _pairs, ("race.big", $"{_mark}")]);
    }

    /// <summary>Another flow does not see this flow's overrides.</summary>
    private (int Number, string Text) ReadElsewhere()
    {
        var seen = (0, string.Empty);
        ExecutionContext.Run(_elsewhere, _ => seen = (_process.Options.Number, _process.Options.Text), null);
        return seen;
    }

    private bool AreChangesTold(ValueModel model)
    {
        var expected = model.Changes.Select(static change => $"{Key(change.Option)}: {change.From} -> {change.To}").ToList();
        if (!_isDisposed)
        {
            // A handler hears of changes in order: when it knows this one, it knows all before it.
            _process.Settings.Replace([.. _pairs, ("race.big", $"{++_mark}")]);
            Assert.True(SpinWait.SpinUntil(() => _told.Any(change => change.Key == "race.big" && change.NewText == $"{_mark}"), Patience), "The mark was never told.");
        }

        var told = _told.Where(static change => change.Key != "race.big").Select(static change => $"{change.Key}: {change.OldText} -> {change.NewText}").ToList();

        // What one publication changes has no order. A disposal may come before the handlers.
        return _isDisposed
            ? told.Except(expected).ToList().Count == 0 && told.Count <= expected.Count
            : told.Where(static text => text.StartsWith(Key(0), StringComparison.Ordinal)).SequenceEqual(expected.Where(static text => text.StartsWith(Key(0), StringComparison.Ordinal)))
                && told.Where(static text => text.StartsWith(Key(1), StringComparison.Ordinal)).SequenceEqual(expected.Where(static text => text.StartsWith(Key(1), StringComparison.Ordinal)));
    }
}
