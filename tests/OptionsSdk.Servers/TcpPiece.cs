namespace OptionsSdk.Servers;

/// <summary>Bytes that came to a <see cref="TcpProxy"/> together.</summary>
/// <param name="Connection">The number of the connection, from 1.</param>
/// <param name="IsFromClient">Whether the client sent them.</param>
/// <param name="Bytes">The bytes, valid only while they are looked at.</param>
public readonly record struct TcpPiece(int Connection, bool IsFromClient, ReadOnlyMemory<byte> Bytes);
