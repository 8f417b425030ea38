namespace OptionsSdk.Servers;

/// <summary>What a <see cref="TcpProxy"/> does with bytes.</summary>
public enum TcpProxyMode
{
    /// <summary>Passes them on.</summary>
    Pass,

    /// <summary>Acknowledges and keeps them: the connection looks alive and is not.</summary>
    Swallow,

    /// <summary>Resets every connection.</summary>
    Refuse,
}
