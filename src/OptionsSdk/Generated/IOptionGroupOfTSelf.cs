using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>Lets the manager make the one bound instance of a group without reflection. Not for use by hand.</summary>
/// <typeparam name="TSelf">The group.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOptionGroup<TSelf> : IOptionGroup
    where TSelf : class, IOptionGroup<TSelf>
{
    /// <summary>Makes the instance.</summary>
    /// <param name="binding">Ties the instance to its manager.</param>
    /// <returns>The instance.</returns>
    static abstract TSelf Create(OptionGroupBinding binding);
}
