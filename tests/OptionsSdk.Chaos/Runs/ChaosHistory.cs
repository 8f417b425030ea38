using Npgsql;
using OptionsSdk.Chaos.Nodes.Events;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>The database's own log, replayed: what the options were at each revision.</summary>
internal sealed class ChaosHistory
{
    private readonly Dictionary<long, (Guid Token, Guid ChangeId, Dictionary<string, string> Values)> _revisions = [];

    /// <summary>The newest revision.</summary>
    public long Head { get; private set; }

    public static async Task<ChaosHistory> ReadAsync(string connectionString, string schema)
    {
        var history = new ChaosHistory();
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            $"select c.revision, c.token, c.change_id, g.key, g.new_value from \"{schema}\".opt_commit c " +
            $"left join \"{schema}\".opt_change g on g.ns = c.ns and g.revision = c.revision order by c.revision, g.key");
        await using var reader = await command.ExecuteReaderAsync();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var revision = reader.GetInt64(0);
            if (revision != history.Head)
            {
                Assert.Equal(history.Head + 1, revision);
                values = new(values, StringComparer.Ordinal);
                history._revisions[revision] = (reader.GetGuid(1), reader.GetGuid(2), values);
                history.Head = revision;
            }

            if (reader.IsDBNull(3))
            {
                continue;
            }

            if (reader.IsDBNull(4))
            {
                values.Remove(reader.GetString(3));
            }
            else
            {
                values[reader.GetString(3)] = reader.GetString(4);
            }
        }

        return history;
    }

    /// <summary>Says what is wrong with an image, or null.</summary>
    public string? FindFault(StoreImage image)
    {
        var told = ImageInstalled.Of(image);
        return FindFault(told.Position, told.Values);
    }

    /// <summary>Says what is wrong with the values of a position, or null.</summary>
    public string? FindFault(StorePosition position, IReadOnlyDictionary<string, string> values)
    {
        if (position.Revision == 0)
        {
            return values.Count == 0 ? null : "holds options before the first commit";
        }

        if (!_revisions.TryGetValue(position.Revision, out var known) || known.Token != position.Token)
        {
            return $"stands at {position}, which was never committed";
        }

        var wrong = known.Values.Keys.Concat(values.Keys).Distinct(StringComparer.Ordinal)
            .Where(key => known.Values.GetValueOrDefault(key) != values.GetValueOrDefault(key)).ToArray();
        return wrong.Length == 0 ? null : $"at {position} has other values of {string.Join(", ", wrong)} than were committed";
    }

    /// <summary>The revisions that a change made.</summary>
    public IReadOnlyList<long> Of(Guid changeId) => [.. _revisions.Where(pair => pair.Value.ChangeId == changeId).Select(pair => pair.Key)];
}
