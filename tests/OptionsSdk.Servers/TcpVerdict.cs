namespace OptionsSdk.Servers;

/// <summary>What becomes of a <see cref="TcpPiece"/>.</summary>
public enum TcpVerdict
{
    /// <summary>It is passed on.</summary>
    Pass,

    /// <summary>It is lost, as nothing is on a network; for what stands between and understands the protocol.</summary>
    Drop,

    /// <summary>It is lost, and the connection is reset.</summary>
    Cut,

    /// <summary>It is passed on, and the connection is reset.</summary>
    PassAndCut,
}
