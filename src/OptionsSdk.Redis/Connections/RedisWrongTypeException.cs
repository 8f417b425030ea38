using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Redis.Connections;

/// <summary>A key of the cache holds something that is no hash.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Never leaves this assembly.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this assembly.")]
internal sealed class RedisWrongTypeException : Exception;
