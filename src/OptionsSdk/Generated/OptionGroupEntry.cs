using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>How one group is made. Immutable and safe for concurrent use. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OptionGroupEntry
{
    private protected OptionGroupEntry()
    {
    }

    internal abstract Type Group { get; }

    /// <summary>Names a group.</summary>
    /// <typeparam name="TGroup">The class marked with <see cref="OptionGroupAttribute"/>.</typeparam>
    /// <returns>The entry.</returns>
    public static OptionGroupEntry Of<TGroup>()
        where TGroup : class, IOptionGroup<TGroup> => new EntryOf<TGroup>();

    internal abstract IOptionGroup Create(OptionGroupBinding binding);

    private sealed class EntryOf<TGroup> : OptionGroupEntry
        where TGroup : class, IOptionGroup<TGroup>
    {
        internal override Type Group => typeof(TGroup);

        internal override IOptionGroup Create(OptionGroupBinding binding) => TGroup.Create(binding);
    }
}
