using OptionsSdk.Generated;
using OptionsSdk.Settings;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>
/// One registered option of one manager: its definition, its current state, and the fast word that typed reads load. Writers of the word
/// hold the slot's lock, which covers nothing but stores of values that were computed before.
/// </summary>
internal abstract class OptionSlot(OptionDefinition definition, int index, SnapshotHolder holder)
{
    /// <summary>What was declared.</summary>
    public OptionDefinition Definition { get; } = definition;

    /// <summary>The slot's place in every snapshot of its holder; never reused.</summary>
    public int Index { get; } = index;

    /// <summary>The option's key.</summary>
    public string Key => Definition.Key;

    /// <summary>Ties the slot to the word that the group's accessor loads.</summary>
    public void Bind(IOptionGroup group, OptionWord word) => (Group, Word) = (group, word);

    /// <summary>
    /// Works out the layers. Runs user code (rules, hooks) and therefore never under a lock.
    /// </summary>
    /// <param name="image">The store's image.</param>
    /// <param name="settings">Settings to read anew, or null to keep what the previous state knows of them.</param>
    /// <param name="previous">The previous state, or null for the first.</param>
    /// <param name="isExpired">Whether the image was not confirmed for longer than the option allows.</param>
    /// <returns>The state; the previous one if nothing changed.</returns>
    public abstract OptionState Evaluate(StoreImage image, SettingsReader? settings, OptionState? previous, bool isExpired);

    /// <summary>The option's state in the snapshot that is in force.</summary>
    public OptionState State => holder.Current[this];

    /// <summary>Whether the slot stands for a legacy key and belongs to no registry.</summary>
    public bool IsLegacy { get; init; }

    /// <summary>Whether the environment fixes the option's value.</summary>
    public abstract bool IsPinned { get; }

    /// <summary>Fixes the option's value before the slot is evaluated for the first time.</summary>
    /// <param name="json">The value as JSON.</param>
    /// <exception cref="Errors.OptionSettingsException">The value does not fit the option.</exception>
    public abstract void Pin(string json);

    /// <summary>Sends typed reads the slow way until <see cref="EndPublishing"/>: the snapshot is about to be replaced.</summary>
    public void BeginPublishing()
    {
        lock (Gate)
        {
            IsPublishing = true;
            PoisonWord();
        }
    }

    /// <summary>Gives typed reads the fast word of the snapshot that is now in force.</summary>
    public abstract void EndPublishing();

    /// <summary>
    /// Ends the usage window that is open, if one is, and opens the next: the word is poisoned until a read has been noticed.
    /// </summary>
    /// <returns>Whether the option was read in the window that ended.</returns>
    public abstract bool OpenUsageWindow();

    /// <summary>Whether the option was read in the open usage window.</summary>
    public abstract bool IsRead { get; }

    /// <summary>Whether any published state had a stored row or a setting, fitting or not.</summary>
    public abstract bool WasSet { get; }

    /// <summary>Notes a read that does not come by the word. Never blocks, never allocates.</summary>
    public abstract void NoteRead();

    /// <summary>The change between two states, or null if their values are the same.</summary>
    public abstract OptionChange? Compare(OptionState previous, OptionState current, long revision);

    /// <summary>The values of a state that do not fit the option, without those that a previous state had already.</summary>
    public IEnumerable<OptionInvalidValue> FindInvalid(OptionState state, OptionState? previous)
    {
        if (state is { RowError: { } rowError, Row: { } row } && !IsSameValue(row, previous?.Row))
        {
            yield return new(Definition, OptionSource.Store, row.Revision, rowError);
        }

        if (state.DiskError is { } diskError && diskError != previous?.DiskError)
        {
            yield return new(Definition, OptionSource.Disk, 0, diskError);
        }
    }

    /// <summary>The winner's value as text, redacted for credentials.</summary>
    public abstract string Show(OptionState state);

    /// <summary>A layer's value as text, redacted for credentials; null if the layer has none.</summary>
    public abstract string? Show(OptionState state, OptionSource layer);

    /// <summary>The current value as text that the text door reads back; not redacted.</summary>
    public abstract string FormatCurrent();

    /// <summary>The current value as canonical JSON; not redacted.</summary>
    public abstract string CurrentJson();

    /// <summary>Reads a value from text by the option's own codec and rules.</summary>
    public abstract PendingWrite PrepareText(string text);

    /// <summary>The deletion of the option's stored value.</summary>
    public PendingWrite PrepareDelete() => new(this, null);

    /// <summary>The open override of the current flow as text, redacted for credentials; null if there is none.</summary>
    public abstract string? ShowOverride();

    // Not by reference: a whole image read anew brings the same bad row as another object, and its time may have another precision.
    private static bool IsSameValue(StoreRow row, StoreRow? previous) =>
        previous is not null && row.Revision == previous.Revision && row.Value == previous.Value;

    /// <summary>The slot's lock: a plain object, since System.Threading.Lock is not modelled by schedule explorers that test this class.</summary>
    private protected object Gate { get; } = new();

    /// <summary>Whether the snapshot is being replaced.</summary>
    private protected bool IsPublishing { get; set; }

    /// <summary>The group whose accessor loads the word, if the option belongs to one.</summary>
    private protected IOptionGroup? Group { get; private set; }

    /// <summary>Where the word is in the group.</summary>
    private protected OptionWord Word { get; private set; }

    /// <summary>Sends typed reads the slow way. The caller holds the lock.</summary>
    private protected void PoisonWord()
    {
        switch (Word.Kind)
        {
            case OptionWordKind.Bits32 when Group is not null:
                Volatile.Write(ref Group.Words32[Word.Index], OptionWord.Poison32);
                break;
            case OptionWordKind.Bits64 when Group is not null:
                Volatile.Write(ref Group.Words64[Word.Index], OptionWord.Poison64);
                break;
            case OptionWordKind.Text or OptionWordKind.Box when Group is not null:
                Volatile.Write(ref Group.WordReferences[Word.Index], null);
                break;
        }
    }
}
