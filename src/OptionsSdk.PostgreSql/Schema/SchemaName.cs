using System.Security.Cryptography;
using System.Text;

namespace OptionsSdk.PostgreSql.Schema;

/// <summary>The identifiers that the library builds into SQL: the schema, and the channels that are named after it.</summary>
internal static class SchemaName
{
    private const int LongestSchema = 41;
    private const int LongestChannel = 63;
    private const int ChannelPrefix = 31;

    /// <summary>Refuses a name that would need more than plain quotes, or that PostgreSQL keeps for itself.</summary>
    public static void Check(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        var isValid = name.Length is >= 1 and <= LongestSchema
            && (name[0] == '_' || char.IsAsciiLetterLower(name[0]))
            && name.All(static character => character == '_' || char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character));
        if (!isValid || name.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{name}' is no name for the schema: 1 to {LongestSchema} of a-z, 0-9 and _, neither a digit nor pg_ first.", parameter);
        }
    }

    /// <summary>
    /// The channel of a namespace. A name that is too long for PostgreSQL ends with its digest; <see cref="PostgreSqlTables"/> says the same
    /// in SQL.
    /// </summary>
    public static string Channel(string schema, string ns)
    {
        var name = $"{schema}:{ns}";
        return name.Length <= LongestChannel
            ? name
            : name[..ChannelPrefix] + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..(LongestChannel - ChannelPrefix)];
    }
}
