using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Overrides;
using OptionsSdk.Settings;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <inheritdoc/>
internal sealed class OptionSlot<T> : OptionSlot
{
    private readonly OverrideStack _overrides;
    private int _openOverrides;
    private OptionBox<T>? _pin;
    private bool _isAwaitingRead;
    private int _isRead;
    private bool _wasSet;
    private OptionState? _boxed;
    private OptionBox<T>? _box;

    public OptionSlot(OptionDefinition<T> definition, int index, OverrideStack overrides, SnapshotHolder holder)
        : base(definition, index, holder)
    {
        Definition = definition;
        _overrides = overrides;
    }

    public new OptionDefinition<T> Definition { get; }

    public override bool IsPinned => _pin is not null;

    public override void Pin(string json)
    {
        if (!OptionJson.TryReadJson(Definition.Codec, json, out var value, out var error))
        {
            throw InvalidPin(error);
        }

        _pin = Definition.Check(value, out var thrown) is { } broken ? throw InvalidPin(broken, thrown) : new(value);
    }

    /// <summary>Reads without the word: the current flow's override, else the current value. Never blocks, never allocates.</summary>
    public T ReadSlow()
    {
        NoteRead();
        return Volatile.Read(ref _openOverrides) > 0 && _overrides.Find(this) is { } box ? ((OptionBox<T>)box).Value : ((OptionState<T>)State).Value;
    }

    public override bool IsRead => Volatile.Read(ref _isRead) != 0;

    public override bool WasSet => Volatile.Read(ref _wasSet);

    public override void NoteRead()
    {
        if (!Volatile.Read(ref _isAwaitingRead))
        {
            return;
        }

        // A reader never waits: whoever holds the lock leaves the word poisoned, and a later read gives it back.
        if (!Monitor.TryEnter(Gate))
        {
            Volatile.Write(ref _isRead, 1);
            return;
        }

        try
        {
            // Noted under the lock: noted before it, the read could count for the window that just ended, and the word would be given
            // back in the new one without anybody having noticed a read.
            Volatile.Write(ref _isRead, 1);
            Volatile.Write(ref _isAwaitingRead, false);
            WriteWordUnlessSpecial();
        }
        finally
        {
            Monitor.Exit(Gate);
        }
    }

    public override bool OpenUsageWindow()
    {
        lock (Gate)
        {
            var wasRead = Interlocked.Exchange(ref _isRead, 0) != 0;
            Volatile.Write(ref _isAwaitingRead, true);
            PoisonWord();
            PrepareBox();
            return wasRead;
        }
    }

    public override OptionState Evaluate(StoreImage image, SettingsReader? settings, OptionState? previous, bool isExpired)
    {
        var last = (OptionState<T>?)previous;
        var row = (Definition.Flags & OptionFlags.NoStore) != 0 ? null : image.Find(Key);
        if (last is not null && settings is null && ReferenceEquals(row, last.Row) && isExpired == last.IsExpired)
        {
            return last;
        }

        // What nobody set is all that most options are at a start: the rest is not compiled for a type before a value is there.
        if (row is null && (settings is null ? last is null or { IsOnDisk: false } : !settings.IsPresent(Key, Definition.Codec.IsComposite)))
        {
            return _pin is null
                ? new(Definition, Definition.Default) { IsExpired = isExpired }
                : new OptionState<T>(Definition, _pin.Value) { Source = OptionSource.Pin, IsExpired = isExpired };
        }

        var (rowError, valueRow, storedValue) = EvaluateRow(row, last);
        var (isOnDisk, hasDiskValue, diskValue, diskError, isDiskAmbiguous) = settings is null && last is not null
            ? (last.IsOnDisk, last.HasDiskValue, last.DiskValue, last.DiskError, last.IsDiskAmbiguous)
            : EvaluateDisk(settings, last);

        var (source, value) = _pin is not null
            ? (OptionSource.Pin, _pin.Value)
            : hasDiskValue && (Definition.Flags & OptionFlags.PrioritizeDisk) != 0
            ? (OptionSource.Disk, diskValue!)
            : valueRow is not null && !(isExpired && Definition.OnExpired == OnExpired.UseDefault)
                ? (OptionSource.Store, storedValue!)
                : hasDiskValue
                    ? (OptionSource.Disk, diskValue!)
                    : (OptionSource.Default, Definition.Default);
        return new OptionState<T>(Definition, value)
        {
            Source = source,
            Row = row,
            RowError = rowError,
            ValueRow = valueRow,
            StoredValue = storedValue,
            IsExpired = isExpired,
            IsOnDisk = isOnDisk,
            HasDiskValue = hasDiskValue,
            DiskValue = diskValue,
            DiskError = diskError,
            IsDiskAmbiguous = isDiskAmbiguous,
        };
    }

    public override void EndPublishing()
    {
        lock (Gate)
        {
            IsPublishing = false;
            _wasSet |= State is { Row: not null } or { IsOnDisk: true };
            WriteWordUnlessSpecial();
        }
    }

    /// <summary>Counts an open override and sends readers the slow way while there is one.</summary>
    public void OpenOverride()
    {
        lock (Gate)
        {
            _openOverrides++;
            PoisonWord();
        }
    }

    /// <summary>Counts a closed override; after the last one readers have the fast word again.</summary>
    public void CloseOverride()
    {
        lock (Gate)
        {
            _openOverrides--;
            WriteWordUnlessSpecial();
        }
    }

    public override OptionChange? Compare(OptionState previous, OptionState current, long revision)
    {
        var (from, to) = ((OptionState<T>)previous, (OptionState<T>)current);
        if (ReferenceEquals(from, to) || from.CanonicalJson == to.CanonicalJson)
        {
            return null;
        }

        var row = to.Source == OptionSource.Store ? to.ValueRow : null;
        return new OptionChange<T>(
            Definition, from.Value, from.Source, to.Value, to.Source, revision, row?.Channel ?? OptionChannel.Unknown, row?.UpdatedBy, row?.Reason);
    }

    public override string Show(OptionState state) => Redaction.Show(Definition, ((OptionState<T>)state).Value);

    public override string? Show(OptionState state, OptionSource layer)
    {
        var typed = (OptionState<T>)state;
        return layer switch
        {
            OptionSource.Default => Redaction.Show(Definition, Definition.Default),
            OptionSource.Pin when _pin is not null => Redaction.Show(Definition, _pin.Value),
            OptionSource.Disk when typed.HasDiskValue => Redaction.Show(Definition, typed.DiskValue!),
            OptionSource.Store when typed.ValueRow is not null => Redaction.Show(Definition, typed.StoredValue!),
            _ => null,
        };
    }

    public override string FormatCurrent() => Definition.Codec.Format(ReadSlow());

    public override string CurrentJson() => OptionJson.ToCanonicalJson(Definition.Codec, ReadSlow());

    public override string? ShowOverride() =>
        Volatile.Read(ref _openOverrides) > 0 && _overrides.Find(this) is { } box ? Redaction.Show(Definition, ((OptionBox<T>)box).Value) : null;

    /// <summary>Checks a value that code gave and makes it ready to be written.</summary>
    public PendingWrite Prepare(T value) => new(this, ToJson(RequireValid(value)));

    public override PendingWrite PrepareText(string text)
    {
        if (!Definition.Codec.TryParse(text, out var value, out var error))
        {
            throw InvalidValue(error);
        }

        return Prepare(value);
    }

    /// <summary>Runs the type's check and all rules, and freezes the value.</summary>
    public T RequireValid(T value)
    {
        if (Definition.Check(value, out var thrown) is { } error)
        {
            throw InvalidValue(error, thrown);
        }

        return Definition.Codec.Freeze(value);
    }

    /// <summary>The exception for a value that breaks a rule.</summary>
    public OptionValueException InvalidValue(string error, Exception? thrown = null) =>
        new(OptionErrorIds.InvalidValue, Key, $"The value {error}.", $"The option holds {Definition.TypeName}{DescribeRules()}.", "Give a value that obeys the rule.", thrown);

    private OptionSettingsException InvalidPin(string error, Exception? thrown = null) =>
        new(
            OptionErrorIds.InvalidPin,
            Key,
            $"The value in the environment variable {StartupEnvironment.Pin} {error}.",
            $"The option holds {Definition.TypeName}{DescribeRules()}.",
            "Correct the value, which is JSON with texts in quotation marks, or remove it from the variable.",
            thrown);

    /// <summary>Refuses a value that no store could hold, where it is not written to one.</summary>
    public void RequireWithinLimits(T value)
    {
        if (Definition.CheckLimits(value) is { } error)
        {
            throw TooLarge(error);
        }
    }

    private string ToJson(T value) => OptionJson.TryWriteJson(Definition.Codec, value, out var json, out var error) ? json : throw TooLarge(error);

    private OptionValueException TooLarge(string error) =>
        new(
            OptionErrorIds.ValueTooLarge,
            Key,
            $"The value {error}.",
            $"A value has at most {OptionLimits.MaximumValueBytes} bytes of JSON, nested at most {OptionLimits.MaximumValueDepth} levels deep.",
            "Store large content elsewhere and keep a reference to it here.");

    private string DescribeRules() =>
        Definition.Rules.IsEmpty || Definition.IsCredential ? string.Empty : ": " + string.Join("; ", Definition.Rules.Select(static rule => rule.Description));

    private (string? Error, StoreRow? ValueRow, T? Value) EvaluateRow(StoreRow? row, OptionState<T>? last)
    {
        if (row is null)
        {
            return (null, null, default);
        }

        if (last is not null && ReferenceEquals(row, last.Row))
        {
            return (last.RowError, last.ValueRow, last.StoredValue);
        }

        if (!OptionJson.TryReadJson(Definition.Codec, row.Value!, out var value, out var error))
        {
            return (error, last?.ValueRow, last is null ? default : last.StoredValue);
        }

        return Definition.Check(value, out _) is { } broken
            ? (broken, last?.ValueRow, last is null ? default : last.StoredValue)
            : (null, row, value);
    }

    private (bool IsOnDisk, bool HasValue, T? Value, string? Error, bool IsAmbiguous) EvaluateDisk(SettingsReader? settings, OptionState<T>? last)
    {
        if (settings is null || (Definition.Flags & OptionFlags.StoreOnly) != 0)
        {
            return (settings?.IsPresent(Key, Definition.Codec.IsComposite) ?? false, false, default, null, false);
        }

        var result = settings.Read(Definition);
        var error = result.Error ?? (result.HasValue ? Definition.Check(result.Value!, out _) : null);
        if (error is null)
        {
            return (result.HasValue, result.HasValue, result.Value, null, false);
        }

        return last is { HasDiskValue: true } ? (true, true, last.DiskValue, error, result.IsAmbiguous) : (true, false, default, error, result.IsAmbiguous);
    }

    private void WriteWordUnlessSpecial()
    {
        if (_isAwaitingRead)
        {
            PrepareBox();
        }
        else if (_openOverrides == 0 && !IsPublishing)
        {
            WriteWord((OptionState<T>)State);
        }
    }

    // The read that ends the waiting must not allocate.
    private void PrepareBox()
    {
        if (Group is not null && Word.Kind == OptionWordKind.Box)
        {
            Box((OptionState<T>)State);
        }
    }

    private OptionBox<T> Box(OptionState<T> state)
    {
        if (_box is null || !ReferenceEquals(_boxed, state))
        {
            (_box, _boxed) = (new(state.Value), state);
        }

        return _box;
    }

    private void WriteWord(OptionState<T> state)
    {
        if (Group is null)
        {
            return;
        }

        var value = state.Value;

        switch (Word.Kind)
        {
            case OptionWordKind.Bits32:
                Volatile.Write(ref Group.Words32[Word.Index], WordBits.To32(value));
                break;
            case OptionWordKind.Bits64:
                Volatile.Write(ref Group.Words64[Word.Index], WordBits.To64(value));
                break;
            case OptionWordKind.Text:
                Volatile.Write(ref Group.WordReferences[Word.Index], value);
                break;
            default:
                Volatile.Write(ref Group.WordReferences[Word.Index], Box(state));
                break;
        }
    }
}
