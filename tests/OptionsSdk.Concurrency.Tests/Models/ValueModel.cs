namespace OptionsSdk.Concurrency.Tests.Models;

/// <summary>What a process of two options should say, step by step and without any threads, words or snapshots.</summary>
internal sealed class ValueModel
{
    private readonly int?[] _disk = [null, null];
    private readonly int?[] _lastGood = [null, null];
    private readonly List<(int Option, int Value, bool IsOpen)> _overrides = [];
    private readonly Row[] _database = [default, default];
    private readonly Row[] _seen = [default, default];

    /// <summary>The real changes of values so far.</summary>
    public List<(int Option, int From, int To)> Changes { get; } = [];

    public bool IsDisposed { get; private set; }

    /// <summary>The value of the layers below overrides.</summary>
    public int Value(int option) => _lastGood[option] ?? _disk[option] ?? 0;

    /// <summary>What this flow reads.</summary>
    public int Read(int option) => _overrides.LastOrDefault(scope => scope.IsOpen && scope.Option == option) is { IsOpen: true } scope ? scope.Value : Value(option);

    public bool IsOverridden(int option) => _overrides.Exists(scope => scope.IsOpen && scope.Option == option);

    public void Commit(int option, int? value, bool isGood) => _database[option] = new(true, value, isGood);

    public void Pull() => Change(() =>
    {
        for (var option = 0; option < _seen.Length; option++)
        {
            _seen[option] = _database[option];
            if (_seen[option] is { IsWritten: true, IsGood: true } row)
            {
                _lastGood[option] = row.Value;
            }
        }
    });

    public void Write(int option, int value)
    {
        Commit(option, value, true);
        Pull();
    }

    public void Reload(int? number, int? text) => Change(() => (_disk[0], _disk[1]) = (number, text));

    public void ReloadBadNumber(int? text) => Change(() => _disk[1] = text);

    public void Open(int option, int value) => _overrides.Add((option, value, true));

    public void Close(int index)
    {
        if (_overrides.Count > 0)
        {
            index %= _overrides.Count;
            _overrides[index] = _overrides[index] with { IsOpen = false };
        }
    }

    public void Dispose() => IsDisposed = true;

    public override string ToString() => $"{Read(0)} over {Value(0)}, {Read(1)} over {Value(1)}; told {string.Join("; ", Changes)}";

    private void Change(Action change)
    {
        if (IsDisposed)
        {
            return;
        }

        var before = (Value(0), Value(1));
        change();
        if (before.Item1 != Value(0))
        {
            Changes.Add((0, before.Item1, Value(0)));
        }

        if (before.Item2 != Value(1))
        {
            Changes.Add((1, before.Item2, Value(1)));
        }
    }

    /// <param name="IsWritten">Whether there ever was a commit.</param>
    /// <param name="Value">The value; null after a deletion.</param>
    /// <param name="IsGood">Whether the value fits the option.</param>
    private readonly record struct Row(bool IsWritten, int? Value, bool IsGood);
}
