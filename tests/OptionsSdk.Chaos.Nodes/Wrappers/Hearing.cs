namespace OptionsSdk.Chaos.Nodes.Wrappers;

/// <summary>Whether a node hears notifications. What comes while it does not is lost.</summary>
public sealed class Hearing
{
    private volatile bool _isLost;

    /// <summary>Whether notifications are lost.</summary>
    public bool IsLost
    {
        get => _isLost;
        set => _isLost = value;
    }

    /// <summary>What takes notifications as long as they are heard.</summary>
    public Action<long> Around(Action<long> onSignal) => revision =>
    {
        if (!IsLost)
        {
            onSignal(revision);
        }
    };
}
